import { DUE_STATES, STAGES, type CaseSummary, type DueState, type Stage } from '../types'
import { iconOf } from './icons'

/** A case as the map needs it. */
export interface MapPoint {
  id: number
  lng: number
  lat: number
  stage: Stage
  due: DueState
}

/** A plain dot: an observation, a worker, a place being chosen. */
export interface MapMark {
  lng: number
  lat: number
  colour?: string
}

export function pointOf(row: CaseSummary): MapPoint {
  return { id: row.id, lng: row.lng, lat: row.lat, stage: row.stage, due: row.dueState }
}

/** What is late lies on top of what is not. */
const order = (due: DueState) => (due === 'OVERDUE' ? 2 : due === 'DUE_SOON' ? 1 : 0)

export function pointFeatures(points: Iterable<MapPoint>): GeoJSON.FeatureCollection {
  const features: GeoJSON.Feature[] = []
  for (const { id, lng, lat, stage, due } of points) {
    features.push({
      type: 'Feature',
      id,
      properties: { id, icon: iconOf(stage, due), order: order(due) },
      geometry: { type: 'Point', coordinates: [lng, lat] },
    })
  }
  return { type: 'FeatureCollection', features }
}

export function markFeatures(marks: Iterable<MapMark>): GeoJSON.FeatureCollection {
  const features: GeoJSON.Feature[] = []
  for (const { lng, lat, colour } of marks) {
    features.push({
      type: 'Feature',
      properties: colour ? { colour } : {},
      geometry: { type: 'Point', coordinates: [lng, lat] },
    })
  }
  return { type: 'FeatureCollection', features }
}

/** A light row of `/api/v1/cases/map`: `[id, lng, lat, stageIndex, dueStateIndex, classCode]`. */
export type MapRow = [number, number, number, number, number, string]

export function pointOfRow([id, lng, lat, stage, due]: MapRow): MapPoint {
  return { id, lng, lat, stage: STAGES[stage] ?? 'REPORT', due: DUE_STATES[due] ?? 'NONE' }
}
