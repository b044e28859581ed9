export const ZONE_KINDS = ['NO_PARKING', 'PARKING', 'PAVEMENT', 'ROADWAY', 'WATER_EDGE', 'PRIVACY', 'IGNORE'] as const
export type ZoneKind = (typeof ZONE_KINDS)[number]
export const SOURCE_KINDS = ['UPLOAD', 'SNAPSHOT', 'MJPEG', 'RTSP', 'FILE', 'FOLDER'] as const
export type SourceKind = (typeof SOURCE_KINDS)[number]

/** In parts of the picture's width and height. */
export type Corner = readonly [number, number]

export interface Zone {
  kind: ZoneKind
  name: string
  corners: Corner[]
}
/** The same point in parts of the picture and on the map. */
export interface GroundPoint {
  px: number
  py: number
  lng: number
  lat: number
}
export interface Hours {
  /** 1 (Monday) to 7; none are all. */
  days: number[]
  from: string
  until: string
}
export interface WatchedAbility {
  id: string
  everySeconds: number
}
/** The colours of zones: over any picture, and told apart by dashes too. */
export const ZONE_INK: Record<ZoneKind, string> = {
  NO_PARKING: '#ff5a4d',
  PARKING: '#35c98a',
  PAVEMENT: '#f0b23c',
  ROADWAY: '#a9b8c6',
  WATER_EDGE: '#4fb3ff',
  PRIVACY: '#d7a6ff',
  IGNORE: '#8f9aa5',
}

/** How a camera does; the server says which. */
export type CameraState = 'WAITING' | 'ONLINE' | 'OFFLINE' | 'FROZEN' | 'RESTING' | 'OFF'

/** What somebody can set about a camera. */
export interface CameraForm {
  code: string
  name: string
  lat: number
  lng: number
  /** The unit that keeps it. */
  owner: string | null
  componentId: string | null
  heading: number | null
  viewDegrees: number | null
  reachMetres: number | null
  source: { kind: SourceKind; address?: string | null }
  enabled: boolean
  schedule: Hours[]
  abilities: WatchedAbility[]
  zones: Zone[]
  ground: GroundPoint[]
  silentAfterSeconds: number | null
}
/** A camera in a list. */
export interface CameraItem {
  code: string
  name: string
  lat: number
  lng: number
  owner: string | null
  state: CameraState
  seenAt: string | null
  /** Ids of what it looks for. */
  abilities: string[]
  fieldOfView: [number, number][]
}
/** All of a camera. */
export interface Camera extends Omit<CameraForm, 'source'> {
  source: { kind: SourceKind; addressKept: boolean }
  state: CameraState
  fieldOfView: [number, number][]
  seenAt: string | null
  /** Why it brings no pictures at the moment. */
  fault: string | null
  version: number
  mayChange: boolean
}
export interface CameraPage {
  items: CameraItem[]
  total: number
  mayAdd: boolean
}
/** Something seen, in parts of the picture. */
export interface SightBox {
  label: string
  classCode: string | null
  confidence: number
  x: number
  y: number
  width: number
  height: number
  proven: boolean
}
/** What the newest picture shows. */
export interface Sight {
  at: string
  width: number
  height: number
  boxes: SightBox[]
}

export const emptyForm = (): CameraForm => ({
  code: '',
  name: '',
  lat: NaN,
  lng: NaN,
  owner: null,
  componentId: null,
  heading: null,
  viewDegrees: 60,
  reachMetres: 50,
  source: { kind: 'UPLOAD' },
  enabled: true,
  schedule: [],
  abilities: [],
  zones: [],
  ground: [],
  silentAfterSeconds: null,
})

export function formOf(camera: Camera): CameraForm {
  const { code, name, lat, lng, owner, componentId, heading, viewDegrees, reachMetres, enabled, silentAfterSeconds } = camera
  return {
    ...{ code, name, lat, lng, owner, componentId, heading, viewDegrees, reachMetres, enabled, silentAfterSeconds },
    source: { kind: camera.source.kind },
    schedule: camera.schedule.map((each) => ({ ...each })),
    abilities: camera.abilities.map((each) => ({ ...each })),
    zones: camera.zones.map((each) => ({ ...each, corners: [...each.corners] })),
    ground: camera.ground.map((each) => ({ ...each })),
  }
}
