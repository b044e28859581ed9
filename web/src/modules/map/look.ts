import type { LocationQuery, LocationQueryRaw } from 'vue-router'

export interface Camera {
  lng: number
  lat: number
  zoom: number
  pitch: number
  bearing: number
}

/** All that a link to the map says. */
export interface Look {
  /** Null until somebody has moved: the map then shows the reader's own region. */
  camera: Camera | null
  /** Layers that are shown or hidden other than usual. */
  on: readonly string[]
  off: readonly string[]
  /** Percent of opacity of layers that are not drawn fully. */
  dim: Readonly<Record<string, number>>
  /** The day whose map is shown, `2026-10-24`; null for now. */
  time: string | null
  /** Identifier of the chosen component, 17 digits. */
  id: string | null
  /** Looks below the ground. */
  under: boolean
  /** Draws buildings as bodies. */
  solid: boolean
  /** The case around which one looks, and how many metres far. */
  case: number | null
  around: number
}

const USUAL_RADIUS = 100
const FARTHEST = 5_000

const text = (value: LocationQuery[string] | undefined) =>
  (Array.isArray(value) ? value[0] : value) ?? ''
const list = (value: string) => value.split(',').filter((word) => /^[\w-]+$/.test(word))
const within = (value: number, least: number, most: number) =>
  Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : least

function cameraOf(words: string): Camera | null {
  if (!/^-?[\d.]+(,-?[\d.]+){2,4}$/.test(words)) return null
  const [lng = NaN, lat = NaN, zoom = NaN, pitch = 0, bearing = 0] = words.split(',').map(Number)
  if (![lng, lat, zoom].every(Number.isFinite)) return null
  if (Math.abs(lng) > 180 || Math.abs(lat) > 85) return null
  return { lng, lat, zoom: within(zoom, 0, 22), pitch: within(pitch, 0, 75), bearing: within(bearing, -180, 180) }
}

function dimOf(words: string): Record<string, number> {
  const pairs = words.split(',').map((pair) => pair.split(':'))
  return Object.fromEntries(
    pairs
      .filter(([id, share]) => id && /^[\w-]+$/.test(id) && /^\d{1,2}$/.test(share ?? ''))
      .map(([id, share]) => [id, Number(share)]),
  )
}

/** Reads a link; what it says wrongly it does not say. */
export function lookOf(query: LocationQuery): Look {
  const time = text(query.time)
  const id = text(query.id)
  const around = Number(text(query.around))
  return {
    camera: cameraOf(text(query.at)),
    on: list(text(query.on)),
    off: list(text(query.off)),
    dim: dimOf(text(query.dim)),
    time: /^\d{4}-\d{2}-\d{2}$/.test(time) && !Number.isNaN(Date.parse(time)) ? time : null,
    id: /^\d{17}$/.test(id) ? id : null,
    under: text(query.under) === '1',
    solid: text(query.solid) === '1',
    case: /^\d+$/.test(text(query.case)) ? Number(text(query.case)) : null,
    around: around > 0 ? within(around, 1, FARTHEST) : USUAL_RADIUS,
  }
}

const short = (value: number, digits: number) => String(Number(value.toFixed(digits)))

function cameraWords({ lng, lat, zoom, pitch, bearing }: Camera) {
  const turned = Math.abs(pitch) > 0.5 || Math.abs(bearing) > 0.5
  const place = [short(lng, 6), short(lat, 6), short(zoom, 2)]
  return [...place, ...(turned ? [short(pitch, 0), short(bearing, 0)] : [])].join(',')
}

/** The link that says this and nothing that goes without saying. */
export function queryOf(look: Look): LocationQueryRaw {
  const query: LocationQueryRaw = {}
  if (look.camera) query.at = cameraWords(look.camera)
  if (look.on.length) query.on = look.on.join(',')
  if (look.off.length) query.off = look.off.join(',')
  const dim = Object.entries(look.dim).map(([id, share]) => `${id}:${Math.round(share)}`)
  if (dim.length) query.dim = dim.join(',')
  if (look.time) query.time = look.time
  if (look.id) query.id = look.id
  if (look.under) query.under = '1'
  if (look.solid) query.solid = '1'
  if (look.case !== null) {
    query.case = String(look.case)
    if (look.around !== USUAL_RADIUS) query.around = String(look.around)
  }
  return query
}
