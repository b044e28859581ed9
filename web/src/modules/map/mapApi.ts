import { api } from '@/kernel/http'
import type { LegendEntry } from './colours'
import type {
  Burst,
  ComponentRow,
  ComponentView,
  CrossingAnswer,
  Found,
  MapLayer,
  Matters,
  Page,
  RegionName,
  Trace,
  UnderAnswer,
} from './types'

const MAP = '/api/v1/map'

export interface Place {
  lng: number
  lat: number
}

/** Where the deepest region is that holds a place, and the place's BeiDou code. */
export interface PlaceView extends RegionName {
  locationCode: string
  ancestors: RegionName[]
}

export interface Wanted {
  classes?: readonly string[]
  asof?: string | null
  limit?: number
}

export const mapApi = {
  layers: () => api.get<MapLayer[]>(`${MAP}/layers`),

  /** In which colours the styles draw them. */
  legend: () => api.get<LegendEntry[]>('/map/legend.json'),

  /** How many things each open layer holds. */
  counts: () => api.get<Record<string, number>>(`${MAP}/counts`),

  component: (id: string, asof: string | null) => api.get<ComponentView>(`${MAP}/components/${id}`, { asof }),

  history: (id: string) => api.get<ComponentView[]>(`${MAP}/components/${id}/history`),

  matters: (id: string) => api.get<Matters>(`${MAP}/components/${id}/matters`),

  place: ({ lng, lat }: Place) => api.get<PlaceView>('/api/v1/regions/at', { lng, lat }),

  search: (q: string, near: Place | null, signal?: AbortSignal) =>
    api.get<Found>(`${MAP}/search`, { q, ...near, limit: 12 }, { signal }),

  nearest: (from: Place, k: number, within: number, { classes, asof }: Wanted) =>
    api.get<ComponentRow[]>(`${MAP}/nearest`, { ...from, k, within, classes, asof }),

  within: (geometry: GeoJSON.Geometry, wanted: Wanted, after: string | null = null) =>
    api.post<Page<ComponentRow>>(`${MAP}/within`, { geometry, ...wanted, after }),

  along: (geometry: GeoJSON.LineString, metres: number, wanted: Wanted) =>
    api.post<Page<ComponentRow>>(`${MAP}/along`, { geometry, metres, ...wanted }),

  under: (at: Place, metres: number) =>
    api.post<UnderAnswer>(`${MAP}/network/under`, { ...at, metres }),

  crossing: (geometry: GeoJSON.Geometry, metres: number, digDepth: number | null) =>
    api.post<CrossingAnswer>(`${MAP}/network/crossing`, { geometry, metres, digDepth }),

  trace: (from: { id?: string | null } & Partial<Place>, direction: string) =>
    api.post<Trace>(`${MAP}/network/trace`, { ...from, direction }),

  burst: (from: { id?: string | null } & Partial<Place>) => api.post<Burst>(`${MAP}/network/burst`, from),
}
