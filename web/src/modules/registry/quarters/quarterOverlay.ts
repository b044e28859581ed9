import type { DataDrivenPropertyValueSpecification, GeoJSONSource, Map as GlMap } from 'maplibre-gl'
import { shallowRef, watch, type Ref } from 'vue'
import type { Overlay } from '@/kernel/map/overlay'
import { FONT } from '@/kernel/map/style'
import type { Theme } from '@/kernel/theme'
import type { QuarterRow } from './types'

/** From here on houses are large enough that outlines take the place of dots. */
const OUTLINES_FROM = 13.4
const inks = {
  light: { edge: '#8796a5', chosen: '#0b3d82', text: '#22313f', halo: '#ffffff' },
  dark: { edge: '#5f7386', chosen: '#9fd0ff', text: '#dfe8f0', halo: '#0b141c' },
} satisfies Record<Theme, Record<string, string>>

/** A quarter as the map draws it. */
export interface DrawnQuarter {
  row: QuarterRow
  colour: string
}

function features(quarters: readonly DrawnQuarter[], chosen: number | null) {
  const shapes: GeoJSON.Feature[] = []
  const dots: GeoJSON.Feature[] = []
  const names: GeoJSON.Feature[] = []
  for (const { row, colour } of quarters) {
    const { id, name, outline, suppressed } = row
    const shaped = outline.length >= 8
    const properties = { id, name, colour, suppressed, shaped, chosen: id === chosen, value: row.count ?? -1 }
    dots.push({ type: 'Feature', properties, geometry: { type: 'Point', coordinates: [row.lng, row.lat] } })
    const south = shaped ? Math.min(...outline.filter((_, i) => i % 2)) : row.lat
    names.push({ type: 'Feature', properties, geometry: { type: 'Point', coordinates: [row.lng, south] } })
    if (!shaped) continue
    const ring: number[][] = []
    for (let i = 0; i + 1 < outline.length; i += 2) ring.push([outline[i]!, outline[i + 1]!])
    shapes.push({ type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [ring] } })
  }
  const collection = (list: GeoJSON.Feature[]) => ({ type: 'FeatureCollection' as const, features: list })
  return { shapes: collection(shapes), dots: collection(dots), names: collection(names) }
}

const chosenOr = (yes: number | string, no: number | string) =>
  ['case', ['get', 'chosen'], yes, no] as unknown as DataDrivenPropertyValueSpecification<never>
/** Dots of quarters with an outline give way to it. */
const fading = [
  'interpolate',
  ['linear'],
  ['zoom'],
  OUTLINES_FROM,
  1,
  OUTLINES_FROM + 0.4,
  ['case', ['get', 'shaped'], 0, 1],
] as unknown as number

function addLayers(map: GlMap, theme: Theme) {
  const ink = inks[theme]
  for (const [part, data] of Object.entries(features([], null))) {
    map.addSource(`quarter-${part}`, { type: 'geojson', data })
  }
  map.addLayer({
    id: 'quarter-fill',
    type: 'fill',
    source: 'quarter-shapes',
    minzoom: OUTLINES_FROM,
    paint: { 'fill-color': ['get', 'colour'] },
  })
  map.addLayer({
    id: 'quarter-line',
    type: 'line',
    source: 'quarter-shapes',
    minzoom: OUTLINES_FROM,
    paint: { 'line-color': chosenOr(ink.chosen, ink.edge), 'line-width': chosenOr(3, 1) },
  })
  map.addLayer({
    id: 'quarter-withheld',
    type: 'line',
    source: 'quarter-shapes',
    minzoom: OUTLINES_FROM,
    filter: ['get', 'suppressed'],
    paint: { 'line-color': ink.text, 'line-width': 1, 'line-dasharray': [3, 3] },
  })
  map.addLayer({
    id: 'quarter-dots',
    type: 'circle',
    source: 'quarter-dots',
    layout: { 'circle-sort-key': ['get', 'value'] },
    paint: {
      'circle-color': ['get', 'colour'],
      'circle-radius': ['interpolate', ['linear'], ['zoom'], 8, 4.5, 12, 8, 14, 11],
      'circle-stroke-color': chosenOr(ink.chosen, ink.edge),
      'circle-stroke-width': chosenOr(3, 1.2),
      'circle-opacity': fading,
      'circle-stroke-opacity': fading,
    },
  })
  map.addLayer({
    id: 'quarter-names',
    type: 'symbol',
    source: 'quarter-names',
    minzoom: 12.5,
    layout: {
      'text-field': ['get', 'name'],
      'text-font': FONT,
      'text-size': 12,
      'text-offset': [
        'interpolate',
        ['linear'],
        ['zoom'],
        OUTLINES_FROM,
        ['literal', [0, 1]],
        OUTLINES_FROM + 0.4,
        ['case', ['get', 'shaped'], ['literal', [0, 0.3]], ['literal', [0, 1]]],
      ],
      'text-anchor': 'top',
      'text-optional': true,
    },
    paint: { 'text-color': ink.text, 'text-halo-color': ink.halo, 'text-halo-width': 1.5 },
  })
}

/**
 * Quarters over the regions of the map; the chosen one is brought into sight.
 *
 * @param unnamed the regions below bear no names of their own: grids are only numbered
 */
export function useQuarterOverlay(
  quarters: Ref<readonly DrawnQuarter[]>,
  chosen: Ref<number | null>,
  unnamed: Ref<boolean>,
  hover: (id: number | null) => void,
): Overlay {
  const map = shallowRef<GlMap>()

  const hush = () =>
    map.value?.setLayoutProperty('inner-labels', 'visibility', unnamed.value ? 'none' : 'visible')

  function feed() {
    for (const [part, data] of Object.entries(features(quarters.value, chosen.value))) {
      ;(map.value?.getSource(`quarter-${part}`) as GeoJSONSource | undefined)?.setData(data)
    }
  }

  function show() {
    const row = quarters.value.find((one) => one.row.id === chosen.value)?.row
    if (!row || !map.value) return
    const sees = map.value.getBounds().contains([row.lng, row.lat])
    if (sees && map.value.getZoom() >= OUTLINES_FROM - 1) return
    map.value.easeTo({
      center: [row.lng, row.lat],
      zoom: Math.max(map.value.getZoom(), OUTLINES_FROM + 0.8),
      duration: 600,
    })
  }

  watch([quarters, chosen], feed)
  watch(chosen, show)
  watch(unnamed, hush)

  return {
    dress(made, theme) {
      map.value = made
      addLayers(made, theme)
      feed()
      hush()
      made.once('idle', show)
    },
    hit(made, point) {
      if (!made.getLayer('quarter-dots')) return null
      const layers = ['quarter-dots', 'quarter-fill']
      const found = made.queryRenderedFeatures(point, { layers })[0]
      return found ? Number(found.properties.id) : null
    },
    hover,
  }
}
