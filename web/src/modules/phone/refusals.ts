import type { Refusal } from './parcels'

/** What a refusal means to the person; the last part of its words in messages.ts. */
export type Meaning = 'stale' | 'taken' | 'moved' | 'ended' | 'gone' | 'other'

export function meaningOf({ type, status }: Pick<Refusal, 'type' | 'status'>): Meaning {
  if (type === 'stale-case') return 'stale'
  if (type === 'illegal-transition') return 'moved'
  if (type === 'visit-ended') return 'ended'
  if (status === 403) return 'taken'
  return status === 404 || status === 410 ? 'gone' : 'other'
}

/** Whether sending it again, and what was done behind it, cannot help any more. */
export function hopeless(refusal: Pick<Refusal, 'type' | 'status'>): boolean {
  return ['taken', 'moved', 'ended', 'gone'].includes(meaningOf(refusal))
}
