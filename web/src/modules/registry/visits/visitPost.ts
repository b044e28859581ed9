import { useSession } from '@/kernel/session'
import { usePost, type Letter } from '../../phone/post'
import { laneOf, pathOf } from './standing'
import type { Found, Visit } from './types'

/** What a phone does about visits; each goes through the postman, so no network is needed. */
export function useVisitPost(label: (visit: Visit, act: string) => string) {
  const post = usePost()
  const session = useSession()

  function letter(visit: Visit, act: 'result' | 'reopen' | 'cancel', body: object): Letter {
    return {
      lane: laneOf(visit.id),
      kind: 'visit',
      path: pathOf(visit.id, act),
      body: { ...body },
      photos: [],
      label: label(visit, act),
      owner: session.person?.id,
    }
  }

  return {
    post,
    record: (visit: Visit, found: Found) =>
      post.send(letter(visit, 'result', { ...found, at: new Date().toISOString() })),
    cancel: (visit: Visit) => post.send(letter(visit, 'cancel', {})),
    /** What still waits on the phone is simply dropped; what the server has is opened again. */
    async undo(visit: Visit): Promise<void> {
      const waiting = post.waiting.value.filter((each) => each.lane === laneOf(visit.id))
      for (const parcel of waiting.reverse()) await post.discard(parcel.key)
      if (!waiting.length || visit.state !== 'OPEN') await post.send(letter(visit, 'reopen', {}))
    },
  }
}
