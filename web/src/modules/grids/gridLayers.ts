import type { GeoJSONSource, Map as GlMap } from 'maplibre-gl'
import type { Theme } from '@/kernel/theme'
import { labelPoint } from '@/kernel/map/shapes'
import type { Corner } from './topology'
import type { Fault, Grid, Polygon, Position } from './types'

const FONT = ['Noto Sans CJK SC', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', 'sans-serif']
const INKS = {
  light: { whole: '#17222e', fill: '#a9c9ea', line: '#4d6f93', chosen: '#0f5fc2', bad: '#c2341d', warn: '#a45b00', text: '#22313f', halo: '#ffffff', corner: '#ffffff' },
  dark: { whole: '#e8eef4', fill: '#1f4d78', line: '#6a90b4', chosen: '#5aa7f0', bad: '#ff7355', warn: '#f0a93c', text: '#dfe8f0', halo: '#0b141c', corner: '#0b141c' },
} satisfies Record<Theme, Record<string, string>>

const SOURCES = ['whole', 'areas', 'names', 'faults', 'corners', 'line', 'points'] as const
export type Source = (typeof SOURCES)[number]
export const layer = (name: string): string => `grid-${name}`

const collection = (features: GeoJSON.Feature[]) => ({ type: 'FeatureCollection' as const, features })
const feature = (geometry: GeoJSON.Geometry, properties: GeoJSON.GeoJsonProperties = {}): GeoJSON.Feature => ({
  type: 'Feature',
  properties,
  geometry,
})

export function put(map: GlMap, source: Source, features: GeoJSON.Feature[]): void {
  ;(map.getSource(layer(source)) as GeoJSONSource | undefined)?.setData(collection(features))
}

export function addLayers(map: GlMap, theme: Theme): void {
  const ink = INKS[theme]
  for (const name of SOURCES) map.addSource(layer(name), { type: 'geojson', data: collection([]) })
  map.addLayer({
    id: layer('fill'),
    type: 'fill',
    source: layer('areas'),
    paint: {
      'fill-color': ['case', ['get', 'chosen'], ink.chosen, ['coalesce', ['get', 'colour'], ink.fill]],
      'fill-opacity': ['case', ['get', 'chosen'], 0.45, 0.32],
    },
  })
  map.addLayer({
    id: layer('border'),
    type: 'line',
    source: layer('areas'),
    layout: { 'line-join': 'round' },
    paint: { 'line-color': ['case', ['get', 'chosen'], ink.chosen, ink.line], 'line-width': ['case', ['get', 'chosen'], 3, 1.6] },
  })
  map.addLayer({
    id: layer('whole'),
    type: 'line',
    source: layer('whole'),
    layout: { 'line-join': 'round' },
    paint: { 'line-color': ink.whole, 'line-width': 2.6, 'line-opacity': 0.8 },
  })
  map.addLayer({
    id: layer('fault-fill'),
    type: 'fill',
    source: layer('faults'),
    filter: ['!=', ['geometry-type'], 'Point'],
    paint: { 'fill-color': ['case', ['get', 'forbids'], ink.bad, ink.warn], 'fill-opacity': ['case', ['get', 'shown'], 0.6, 0.35] },
  })
  map.addLayer({
    id: layer('fault-line'),
    type: 'line',
    source: layer('faults'),
    filter: ['!=', ['geometry-type'], 'Point'],
    paint: { 'line-color': ['case', ['get', 'forbids'], ink.bad, ink.warn], 'line-width': ['case', ['get', 'shown'], 3, 1.5] },
  })
  map.addLayer({
    id: layer('fault-point'),
    type: 'circle',
    source: layer('faults'),
    filter: ['==', ['geometry-type'], 'Point'],
    paint: { 'circle-radius': 10, 'circle-color': 'transparent', 'circle-stroke-color': ink.bad, 'circle-stroke-width': 3 },
  })
  map.addLayer({
    id: layer('line'),
    type: 'line',
    source: layer('line'),
    layout: { 'line-join': 'round', 'line-cap': 'round' },
    paint: { 'line-color': ink.chosen, 'line-width': 2.5, 'line-dasharray': [2, 1.4] },
  })
  map.addLayer({
    id: layer('points'),
    type: 'circle',
    source: layer('points'),
    paint: { 'circle-radius': 4.5, 'circle-color': ink.chosen, 'circle-stroke-color': ink.halo, 'circle-stroke-width': 1.5 },
  })
  map.addLayer({
    id: layer('names'),
    type: 'symbol',
    source: layer('names'),
    layout: { 'text-field': ['get', 'label'], 'text-font': FONT, 'text-size': 12.5, 'text-max-width': 8, 'text-padding': 2 },
    paint: { 'text-color': ink.text, 'text-halo-color': ink.halo, 'text-halo-width': 1.6 },
  })
  map.addLayer({
    id: layer('corners'),
    type: 'circle',
    source: layer('corners'),
    paint: {
      'circle-radius': ['case', ['get', 'active'], 8, ['==', ['get', 'hold'], 'fixed'], 3, 5.5],
      'circle-color': ['case', ['get', 'active'], ink.chosen, ['==', ['get', 'hold'], 'fixed'], ink.whole, ink.corner],
      'circle-stroke-color': ['case', ['==', ['get', 'hold'], 'border'], ink.whole, ink.chosen],
      'circle-stroke-width': ['case', ['==', ['get', 'hold'], 'fixed'], 0, 2],
    },
  })
}

export const wholeFeatures = (outline: Polygon | null): GeoJSON.Feature[] => (outline ? [feature(outline)] : [])

export function gridFeatures(
  grids: readonly Grid[],
  chosen: ReadonlySet<string>,
  colours: Readonly<Record<string, string>>,
): GeoJSON.Feature[] {
  return grids.map(({ code, outline }) => feature(outline, { code, chosen: chosen.has(code), colour: colours[code] ?? null }))
}

export function nameFeatures(grids: readonly Grid[], label: (grid: Grid) => string): GeoJSON.Feature[] {
  return grids.map((grid) => feature({ type: 'Point', coordinates: labelPoint(grid.outline) }, { label: label(grid) }))
}

export function faultFeatures(faults: readonly Fault[], shown: Fault | null): GeoJSON.Feature[] {
  return faults
    .filter((fault) => fault.forbids || fault.kind === 'CUTS_BUILDING' || fault === shown)
    .map((fault) => feature(fault.where, { forbids: fault.forbids, shown: fault === shown }))
}

export function cornerFeatures(corners: readonly Corner[], active: Position | null): GeoJSON.Feature[] {
  return corners.map((corner, index) =>
    feature(
      { type: 'Point', coordinates: corner.at },
      { index, hold: corner.hold, active: active !== null && corner.at[0] === active[0] && corner.at[1] === active[1] },
    ),
  )
}

export function lineFeatures(points: readonly Position[], closed: boolean): { line: GeoJSON.Feature[]; points: GeoJSON.Feature[] } {
  const way = closed && points.length > 2 ? [...points, points[0]!] : points
  return {
    line: way.length > 1 ? [feature({ type: 'LineString', coordinates: [...way] })] : [],
    points: points.map((at) => feature({ type: 'Point', coordinates: at })),
  }
}
