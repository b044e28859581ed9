export const KINDS = ['NEW', 'MOVED', 'CHANGED', 'GONE'] as const
export type Kind = (typeof KINDS)[number]
export const STATUSES = ['OPEN', 'ACCEPTED', 'REJECTED', 'WITHDRAWN'] as const
export type Status = (typeof STATUSES)[number]
export const STATES = ['INTACT', 'DAMAGED', 'LOST', 'ABANDONED'] as const
export type State = (typeof STATES)[number] | 'REMOVED'

/** A component beside a proposal or round a place. */
export interface Thing {
  id: string
  classCode: string
  classZh: string
  classEn: string
  name: string | null
  state: State
  lat: number
  lng: number
  /** Its version. */
  knownFrom: string
  metres: number
  shaped: boolean
}

export interface Double {
  component: string | null
  proposal: number | null
  name: string | null
  metres: number
}

export interface Correction {
  lat?: number | null
  lng?: number | null
  classCode?: string | null
  state?: State | null
  name?: string | null
}

export interface Proposal {
  id: number
  kind: Kind
  status: Status
  classCode: string
  classZh: string
  classEn: string
  component: string | null
  knownFrom: string | null
  before: Thing | null
  now: Thing | null
  conflict: boolean
  lat: number
  lng: number
  accuracy: number | null
  state: State | null
  name: string | null
  note: string | null
  photos: string[]
  seenAt: string
  proposedAt: string
  proposer: string
  regionPath: string
  placeZh: string
  placeEn: string
  corrected: Correction | null
  decider: string | null
  decidedAt: string | null
  reason: string | null
  doubles: Double[]
  others: number
  mayDecide: boolean
  mayUndo: boolean
}

export interface ProposalPage {
  items: Proposal[]
  total: number
  page: number
  size: number
}

export interface Act {
  act: string
  by: string
  at: string
  reason: string | null
}

/** What somebody has filled in on the phone. */
export interface Wanted {
  kind: Kind
  component?: string
  knownFrom?: string
  classCode?: string
  lat?: number
  lng?: number
  accuracy?: number
  state?: State
  name?: string
  note?: string
}
