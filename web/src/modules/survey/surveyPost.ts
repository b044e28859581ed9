import { useSession } from '@/kernel/session'
import type { Parcel } from '../phone/parcels'
import { usePost } from '../phone/post'
import type { Kind, Wanted } from './types'
import { SURVEY } from './useSurvey'

const PROPOSALS = `${SURVEY}/proposals`
export const laneOf = (id: number): string => `survey:${id}`

/** A proposal that still waits on this phone. */
export interface Waiting {
  key: string
  kind: Kind
  label: string
  at: number
}

export function waitingOf(parcels: readonly Parcel[]): Waiting[] {
  return parcels
    .filter((each) => each.kind === 'survey' && each.path === PROPOSALS)
    .map((each) => ({ key: each.key, kind: each.body.kind as Kind, label: each.label, at: each.createdAt }))
    .reverse()
}

/** Whether somebody has asked on this phone to withdraw it. */
export const isWithdrawn = (id: number, parcels: readonly Parcel[]): boolean =>
  parcels.some((each) => each.lane === laneOf(id) && !each.refusal)

/** What a phone does in the survey; everything goes through the postman, so no network is needed. */
export function useSurveyPost() {
  const post = usePost()
  const session = useSession()
  return {
    post,
    propose(wanted: Wanted, photos: Blob[], label: string): Promise<string> {
      return post.send({
        lane: `survey:new:${Date.now()}`,
        kind: 'survey',
        path: PROPOSALS,
        body: { ...wanted, at: new Date().toISOString() },
        photos: photos.map((blob, index) => ({ name: `photo-${index + 1}`, blob })),
        label,
        owner: session.person?.id,
      })
    },
    withdraw(id: number, label: string): Promise<string> {
      return post.send({
        lane: laneOf(id),
        kind: 'survey',
        path: `${PROPOSALS}/${id}/withdrawal`,
        body: {},
        photos: [],
        label,
        owner: session.person?.id,
      })
    },
  }
}
