import type { components } from '@/api'

type Schemas = components['schemas']
/** The document says of no answer which of its fields are always there: those that may be missing are null. */
type Told<T, Perhaps extends keyof T = never> = Required<Omit<T, Perhaps>> & { [K in Perhaps]?: T[K] | null }

/** What the map's pages and the server tell each other. */
export type MapLayer = Told<Schemas['LayerView'], 'network'> & {
  /** How many things it holds, where that is known. */
  count?: number | null
}

export const COMPONENT_STATES = ['INTACT', 'DAMAGED', 'LOST', 'ABANDONED', 'REMOVED'] as const
export type ComponentState = (typeof COMPONENT_STATES)[number]

export type Keeper = Told<Schemas['KeptBy'], 'unitCode'>

export interface RegionName {
  code: string
  level: string
  nameZh: string
  nameEn: string
}

/** A component in a list. */
export type ComponentRow = Omit<
  Told<Schemas['Line'], 'layer' | 'name' | 'address' | 'shape' | 'details' | 'metres'>,
  'shape'
>

/** A component as the card shows it. */
export type ComponentView = Omit<
  Told<
    Schemas['ComponentView'],
    | 'layer'
    | 'name'
    | 'address'
    | 'shape'
    | 'height'
    | 'manager'
    | 'owner'
    | 'maintainer'
    | 'remark'
    | 'details'
    | 'validTo'
    | 'knownTo'
  >,
  'shape' | 'details' | 'regions' | 'manager' | 'owner' | 'maintainer'
> & {
  shape?: GeoJSON.Geometry | null
  details?: Record<string, unknown> | null
  regions: RegionName[]
  manager?: Keeper | null
  owner?: Keeper | null
  maintainer?: Keeper | null
}

export interface Page<T> {
  items: T[]
  next?: string | null
}

export interface SearchHit {
  kind: 'COMPONENT' | 'CLASS' | 'REGION' | 'PLACE'
  id?: string | null
  /** Of a class, a region or a BeiDou cell. */
  code?: string | null
  titleZh: string
  titleEn: string
  subtitle: string
  lng?: number | null
  lat?: number | null
  metres?: number | null
}

/** What was found; `complete` is false while the server still reads what can be found. */
export interface Found {
  hits: SearchHit[]
  complete: boolean
}

export interface Matter {
  caseId: number
  number: string
  classZh: string
  classEn: string
  state: string
  dueState: string
  reportedAt: string
}

export interface Matters {
  open: Matter[]
  closed: number
  lastInspection: { at: string; result: string; caseId: number; number: string } | null
  sensors: { source: string; lastSeen: string; reports: number }[]
}

/** A pipe below a place or across a dig. */
export interface Crossing {
  id: string
  classNo: number
  classZh: string
  classEn: string
  network: string
  diameter?: number | null
  material?: string | null
  laid?: string | null
  depth?: number | null
  distance?: number | null
  lng: number
  lat: number
  clearance?: number | null
  conflict?: boolean
}

export interface CrossingAnswer {
  crossings: Crossing[]
  minClearance?: number | null
  notShown: string[]
  truncated: boolean
}

/** What lies under a place, the shallowest first. */
export interface UnderAnswer {
  pipes: Crossing[]
  notShown: string[]
}

export interface Trace {
  network: string
  regime: string
  direction: string
  pipes: number
  nodes: number
  metres: number
  services: number
  households: number
  truncated: boolean
  beyondSight: number
  ends: { id?: string | null; role: string; why: string; lng: number; lat: number }[]
  endsInAll: number
  features: GeoJSON.FeatureCollection
}

export interface Valve {
  /** Null where it lies beyond what the reader may see. */
  id?: string | null
  name?: string | null
  lng: number
  lat: number
  open?: boolean | null
  feeding?: boolean
  metres?: number | null
}

export interface Burst {
  network: string
  regime: string
  pipe: string
  at: { lng: number; lat: number }
  valves: Valve[]
  closedAlready: Valve[]
  passedBy: Valve[]
  isolated: { pipes: number; metres: number }
  users: {
    id?: string | null
    name?: string | null
    address?: string | null
    lng: number
    lat: number
    households?: number | null
    why: string
  }[]
  usersInAll: number
  households: number
  tanks: { id: string; name?: string | null; lng: number; lat: number; litres: number; distance: number }[]
  litresNeeded: number
  litresSent: number
  truncated: boolean
  beyondSight: number
  features: GeoJSON.FeatureCollection
}

/** A component is another than before; of kind MANY when more changed than is told one by one. */
export interface ComponentNews {
  id: string
  kind: string
  classNo: number
  lng: number
  lat: number
  state: ComponentState | null
}
