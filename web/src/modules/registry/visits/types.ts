/** The words of visits that travel between server and pages. */
export const RESULTS = ['MET', 'NOT_HOME', 'REFUSED', 'MOVED_AWAY', 'NOBODY_LIVES_HERE'] as const
export type Result = (typeof RESULTS)[number]
export type VisitState = 'OPEN' | 'DONE' | 'CANCELLED'
export const DUES = ['OVERDUE', 'TODAY', 'LATER'] as const
export type Due = (typeof DUES)[number]

/** One visit to a door; results only for those who may see them. */
export interface Visit {
  id: number
  doorId: number
  place: string
  quarterId: number
  personId: number | null
  purpose: string
  groups: string[]
  dueOn: string
  due: Due
  askedBy: string
  askedAt: string
  assignedTo: number | null
  round: number | null
  follows: number | null
  state: VisitState
  result: Result | null
  note: string | null
  doneBy: string | null
  doneAt: string | null
}

export interface VisitPage {
  items: Visit[]
  total: number
  page: number
  size: number
}

export interface VisitAct {
  act: 'RECORD' | 'REOPEN' | 'CANCEL'
  result: Result | null
  note: string | null
  by: string
  at: string
}

export interface VisitDetail {
  visit: Visit
  acts: VisitAct[]
}

export interface VisitCounts {
  overdue: number
  today: number
  later: number
  done: number
  cancelled: number
}

/** Visits that were asked for together. */
export interface Round {
  id: number
  purpose: string
  groups: string[]
  quarter: string
  building: string | null
  dueOn: string
  askedBy: string
  askedAt: string
  open: number
  overdue: number
  done: number
  met: number | null
  cancelled: number
}

/** What came of a visit, as the sheet asks it. */
export interface Found {
  result: Result
  note?: string
  occupancy?: string
  followUpOn?: string
}
