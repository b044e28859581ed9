import type { Parcel } from '../../phone/parcels'
import type { Result, Visit, VisitState } from './types'

/** How a visit stands on this phone: what the server said, moved on by what it has not heard of yet. */
export interface Standing {
  state: VisitState
  result: Result | null
  /** Not sent yet. */
  waiting: boolean
}

export const laneOf = (id: number): string => `visit:${id}`
export const pathOf = (id: number, act: 'result' | 'reopen' | 'cancel'): string =>
  `/api/v1/registry/visits/${id}/${act}`

export function standing(visit: Visit, waiting: readonly Parcel[]): Standing {
  const last = waiting.filter((each) => each.lane === laneOf(visit.id)).at(-1)
  if (!last) return { state: visit.state, result: visit.result, waiting: false }
  if (last.path.endsWith('/result')) {
    return { state: 'DONE', result: last.body.result as Result, waiting: true }
  }
  return { state: last.path.endsWith('/cancel') ? 'CANCELLED' : 'OPEN', result: null, waiting: true }
}
