/** The words that travel between server and pages. */
export const STAGES = ['REPORT', 'FILE', 'DISPATCH', 'HANDLE', 'FEEDBACK', 'CLOSE'] as const
export type Stage = (typeof STAGES)[number]

export const DUE_STATES = ['NONE', 'ON_TIME', 'DUE_SOON', 'OVERDUE', 'PAUSED', 'DONE'] as const
export type DueState = (typeof DUE_STATES)[number]

export const DUTIES = [
  'ADMIN',
  'CITY_OFFICER',
  'CITY_LEADER',
  'DISTRICT_OFFICER',
  'STREET_OFFICER',
  'COMMITTEE',
  'ACCEPTOR',
  'DISPATCHER',
  'GRID_WORKER',
  'CHECKER',
  'AUDITOR',
  'RESIDENT',
] as const
export type Duty = (typeof DUTIES)[number]

/** A unit and a region in which a person holds duties now. */
export interface Post {
  duties: Duty[]
  unitCode: string
  regionCode: string
  regionPath: string
  delegated: boolean
}

/** What somebody who has signed in must do before anything else. */
export type Pending = 'NOTHING' | 'PASSWORD' | 'FACTOR' | 'CODE'

export interface Person {
  id: number
  login: string
  name: string
  nameEn: string
  duties: Duty[]
  unitCode: string
  regionCode: string
  regionPath: string
  posts?: Post[]
  pending?: Pending
}

export interface City {
  code: string
  nameZh: string
  nameEn: string
  zone: string
  languages: string[]
  extent: [number, number, number, number]
  centre: [number, number]
  demo: boolean
  now: string
}

export const REGION_LEVELS = ['CITY', 'DISTRICT', 'STREET', 'NEIGHBOURHOOD', 'GRID'] as const
export type RegionLevel = (typeof REGION_LEVELS)[number]

export interface Region {
  code: string
  level: RegionLevel
  nameZh: string
  nameEn: string
  parent: string | null
  path: string
  lat: number
  lng: number
}

/** One row of the list, of the map and of the live stream. */
export interface CaseSummary {
  id: number
  number: string
  version: number
  state: string
  stage: Stage
  classCode: string
  classZh: string
  classEn: string
  description: string | null
  address: string | null
  lat: number
  lng: number
  locationCode: string | null
  regionCode: string | null
  regionPath: string | null
  districtCode: string | null
  districtZh: string | null
  districtEn: string | null
  streetZh: string | null
  streetEn: string | null
  channel: string
  reports: number
  evidence: number
  urgent: boolean
  unitCode: string | null
  unitZh: string | null
  unitEn: string | null
  workerId: number | null
  workerName: string | null
  reportedAt: string
  filedAt: string | null
  dispatchedAt: string | null
  dueAt: string | null
  dueState: DueState
  closedAt: string | null
  updatedAt: string
  incidentId: string | null
  photo: string | null
  rework: number
  extensions: number
  escalated: number
  /** The component of the map it is about, 17 digits. */
  componentId: string | null
  /** When the camera or sensor that saw it looks again; null when nobody waits for that. */
  lookAt: string | null
  /** Until when its closing by that camera or sensor may be undone; null unless it closed so. */
  undoUntil: string | null
}

/** What the live stream carries under the event name `case`. */
export interface CaseEvent {
  type: string
  at: string
  actor: { id: number; name: string } | null
  case: CaseSummary
}
