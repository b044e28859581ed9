/**
 * A parcel is one thing a person did on the phone that the server has not heard of yet: a step of a case, a report, an
 * answer to a mended case, the result of a visit, a proposal for the map. It keeps its photos with it until the server
 * has them, and one key under which the server knows it, so that sending it again changes nothing.
 */
export type ParcelKind = 'action' | 'report' | 'answer' | 'visit' | 'survey'

export interface ParcelPhoto {
  name: string
  blob: Blob
  /** The server's id once this photo has been uploaded by itself; it is not uploaded a second time. */
  id?: string
}

export interface Parcel {
  /** Idempotency key, made once on this phone. */
  key: string
  /** Parcels of one lane leave in order, one at a time. */
  lane: string
  kind: ParcelKind
  /** Order of posting over all lanes; given by the store. */
  seq: number
  createdAt: number
  /** Where the body goes. */
  path: string
  /** Body of an action, an answer, a visit or a proposal, or the form fields of a report. */
  body: Record<string, unknown>
  photos: ParcelPhoto[]
  /** Who did it; only this person's session may carry it. Absent: anybody's, as for a resident's report. */
  owner?: number
  /** Words for the person: what this parcel is about. */
  label: string
  attempts: number
  /** Not to be tried before this moment (epoch ms). */
  notBefore: number
  /** Set when the server said no; the parcel and those behind it in its lane wait for the person. */
  refusal?: Refusal
}

/** Why the server refused a parcel, in the words of its problem document. */
export interface Refusal {
  type: string
  title: string
  detail: string
  status: number
  at: number
}

/** What the server answered, or that it could not be reached. */
export type Reply = { kind: 'answer'; status: number; body: unknown } | { kind: 'unreachable' }

/** What to do with a parcel after a reply. */
export type Verdict =
  | { do: 'done'; body: unknown }
  | { do: 'retry'; afterMillis: number }
  | { do: 'sign-in' }
  | { do: 'refuse'; refusal: Refusal }

const FIRST_WAIT = 1_000
const LONGEST_WAIT = 60_000

/** Doubling waits from one second to one minute; `spread` in [0,1) keeps many phones from returning together. */
export function backoff(attempts: number, spread: number): number {
  const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.max(0, attempts - 1))
  return Math.round(wait * (0.75 + spread * 0.5))
}

/** Statuses that say "later", not "no". */
const LATER = new Set([408, 425, 429])

export function verdict(reply: Reply, attempts: number, now: number, spread: number): Verdict {
  if (reply.kind === 'unreachable') return { do: 'retry', afterMillis: backoff(attempts, spread) }
  const { status } = reply
  if (status >= 200 && status < 300) return { do: 'done', body: reply.body }
  if (status === 401) return { do: 'sign-in' }
  if (status >= 500 || LATER.has(status)) {
    return { do: 'retry', afterMillis: backoff(attempts, spread) }
  }
  return { do: 'refuse', refusal: refusalOf(status, reply.body, now) }
}

function refusalOf(status: number, body: unknown, at: number): Refusal {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const text = (value: unknown): string => (typeof value === 'string' ? value : '')
  return {
    type: text(problem.type).split(':').pop() ?? '',
    title: text(problem.title),
    detail: text(problem.detail),
    status,
    at,
  }
}

/** The parcels that may leave when their time comes: the oldest of each lane, unless it was refused. */
export function heads(parcels: readonly Parcel[], person: number | undefined): Parcel[] {
  const lanes = new Map<string, Parcel>()
  for (const parcel of [...parcels].sort((a, b) => a.seq - b.seq)) {
    if (!lanes.has(parcel.lane)) lanes.set(parcel.lane, parcel)
  }
  return [...lanes.values()].filter((each) => !each.refusal && mayCarry(each, person))
}

/** Whether a parcel may travel under this person's session. */
export function mayCarry(parcel: Parcel, person: number | undefined): boolean {
  return parcel.owner === undefined || parcel.owner === person
}

/** A random UUID, also on pages that are not served over https (where `crypto.randomUUID` does not exist). */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
