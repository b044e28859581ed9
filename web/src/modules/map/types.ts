/** What the map's pages and the server tell each other. */
export interface MapLayer {
  id: string
  group: string
  groupZh: string
  groupEn: string
  nameZh: string
  nameEn: string
  geometry: 'POINT' | 'LINE' | 'AREA'
  classes: string[]
  minZoom: number
  colour: string
  guarded: boolean
  underground: boolean
  /** Whether the reader may see what the layer holds; null where nobody asked. */
  readable?: boolean | null
  count?: number | null
}

export const COMPONENT_STATES = ['INTACT', 'DAMAGED', 'LOST', 'ABANDONED', 'REMOVED'] as const
export type ComponentState = (typeof COMPONENT_STATES)[number]

export interface Keeper {
  code: string
  nameZh: string
  nameEn: string
  unitCode?: string | null
}

export interface RegionName {
  code: string
  level: string
  nameZh: string
  nameEn: string
}

/** A component in a list. */
export interface ComponentRow {
  id: string
  classCode: string
  classZh: string
  classEn: string
  state: ComponentState
  name?: string | null
  address?: string | null
  lng: number
  lat: number
  distance?: number | null
}

/** A component as the card shows it. */
export interface ComponentView extends ComponentRow {
  layer?: string | null
  shape?: GeoJSON.Geometry | null
  height?: number | null
  locationCode?: string | null
  regions?: RegionName[] | null
  manager?: Keeper | null
  owner?: Keeper | null
  maintainer?: Keeper | null
  accuracy?: string | null
  source?: string | null
  remark?: string | null
  details?: Record<string, unknown> | null
  validFrom?: string | null
  validTo?: string | null
  knownFrom?: string | null
  knownTo?: string | null
}

export interface Page<T> {
  items: T[]
  next?: string | null
  total?: number | null
}

export interface SearchHit {
  kind: string
  id?: string | null
  classCode?: string | null
  titleZh: string
  titleEn: string
  subtitle?: string | null
  lng?: number | null
  lat?: number | null
  box?: [number, number, number, number] | null
  distance?: number | null
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
  lastInspection: { at: string; result: string; caseId?: number | null; number?: string | null } | null
  sensors: { source: string; lastSeen: string; reports: number }[]
}

/** A pipe below a place or across a dig. */
export interface Crossing {
  id: string
  classNo: number
  classCode: string
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
  truncated?: boolean
  features?: GeoJSON.FeatureCollection
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
  ends: { id: string; role: string; why: string; lng: number; lat: number }[]
  endsInAll?: number
  features: GeoJSON.FeatureCollection
}

export interface Valve {
  id: string
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
    id: string
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
  litresNeeded?: number | null
  litresSent?: number | null
  truncated: boolean
  beyondSight: number
  features: GeoJSON.FeatureCollection
}

/** Another state of a component became known. */
export interface ComponentNews {
  id: string
  kind: string
  classNo: number
  lng: number
  lat: number
  state: ComponentState | null
}
