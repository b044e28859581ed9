import { describe, expect, it } from 'vitest'
import type { Parcel } from '../../phone/parcels'
import { laneOf, pathOf, standing } from './standing'
import type { Visit } from './types'

const visit = { id: 5, state: 'OPEN', result: null } as Visit
const parcel = (act: 'result' | 'reopen' | 'cancel', id = 5, body = {}): Parcel =>
  ({ lane: laneOf(id), path: pathOf(id, act), body }) as Parcel

describe('standing', () => {
  it('is what the server said while nothing waits', () => {
    expect(standing(visit, [parcel('result', 6)])).toEqual({ state: 'OPEN', result: null, waiting: false })
  })

  it('is done as soon as the result waits on the phone', () => {
    expect(standing(visit, [parcel('result', 5, { result: 'MET' })])).toEqual({
      state: 'DONE',
      result: 'MET',
      waiting: true,
    })
  })

  it('is open again when the result was taken back', () => {
    const waiting = [parcel('result', 5, { result: 'MET' }), parcel('reopen')]
    expect(standing(visit, waiting).state).toBe('OPEN')
  })
})
