import type { GeoJSONSource, Map as GlMap, MapGeoJSONFeature } from 'maplibre-gl'
import { watch, type Ref } from 'vue'
import type { Overlay } from '@/kernel/map/overlay'
import type { Theme } from '@/kernel/theme'
import type { DiffPoint, Kind } from './useMapImports'

/** Kinds by the number the server gives them. */
const KIND_OF: Record<number, Kind> = { 1: 'APPEARED', 2: 'MOVED', 3: 'CHANGED', 4: 'VANISHED' }

export const inks: Record<Theme, Record<Exclude<Kind, 'SAME'>, string>> = {
  light: { APPEARED: '#12894e', MOVED: '#1769d2', CHANGED: '#b86a00', VANISHED: '#c8321a' },
  dark: { APPEARED: '#3ecb84', MOVED: '#6db3ff', CHANGED: '#ffc04d', VANISHED: '#ff7357' },
}

/** Points where things are, and a line from where they were. */
export function diffFeatures(points: readonly DiffPoint[], kinds: ReadonlySet<Kind>): GeoJSON.FeatureCollection {
  const features: GeoJSON.Feature[] = []
  for (const [row, kindNo, lng, lat, lng0, lat0] of points) {
    const kind = KIND_OF[kindNo]
    if (!kind || !kinds.has(kind)) continue
    const properties = { row, kind }
    if (kind === 'MOVED') {
      features.push({
        type: 'Feature',
        properties,
        geometry: {
          type: 'LineString',
          coordinates: [
            [lng0, lat0],
            [lng, lat],
          ],
        },
      })
    }
    features.push({ type: 'Feature', properties, geometry: { type: 'Point', coordinates: [lng, lat] } })
  }
  return { type: 'FeatureCollection', features }
}

/** Where things of a comparison stand, to be fitted. */
export function boxOf(points: readonly DiffPoint[]): [number, number, number, number] | null {
  if (!points.length) return null
  const box: [number, number, number, number] = [180, 90, -180, -90]
  for (const [, , lng, lat] of points) {
    box[0] = Math.min(box[0], lng)
    box[1] = Math.min(box[1], lat)
    box[2] = Math.max(box[2], lng)
    box[3] = Math.max(box[3], lat)
  }
  return box
}

/** Draws a comparison over a map of the city. */
export function diffOverlay(
  points: Ref<readonly DiffPoint[]>,
  kinds: Ref<ReadonlySet<Kind>>,
  chosen: Ref<number | null>,
): Overlay {
  let drawnOn: GlMap | null = null
  const feed = () => {
    const source = drawnOn?.getSource('diff') as GeoJSONSource | undefined
    source?.setData(diffFeatures(points.value, kinds.value))
  }
  const choose = () => {
    if (drawnOn?.getLayer('diff-chosen')) {
      drawnOn.setFilter('diff-chosen', ['==', ['get', 'row'], chosen.value ?? Number.MIN_SAFE_INTEGER])
    }
  }
  watch([points, kinds], feed)
  watch(chosen, choose)
  return {
    dress(map, theme) {
      drawnOn = map
      const ink = inks[theme]
      const colour = [
        'match',
        ['get', 'kind'],
        ...Object.entries(ink).flat(),
        ink.CHANGED,
      ] as unknown as string
      map.addSource('diff', { type: 'geojson', data: diffFeatures(points.value, kinds.value) })
      map.addLayer({
        id: 'diff-lines',
        type: 'line',
        source: 'diff',
        filter: ['==', ['geometry-type'], 'LineString'],
        paint: { 'line-color': colour, 'line-width': 1.6, 'line-dasharray': [2, 1.4] },
      })
      map.addLayer({
        id: 'diff-chosen',
        type: 'circle',
        source: 'diff',
        filter: ['==', ['get', 'row'], Number.MIN_SAFE_INTEGER],
        paint: { 'circle-radius': 12, 'circle-color': colour, 'circle-opacity': 0.25 },
      })
      map.addLayer({
        id: 'diff-points',
        type: 'circle',
        source: 'diff',
        filter: ['==', ['geometry-type'], 'Point'],
        paint: {
          'circle-radius': ['interpolate', ['linear'], ['zoom'], 9, 2.2, 16, 6],
          'circle-color': colour,
          'circle-stroke-width': 1,
          'circle-stroke-color': theme === 'dark' ? '#0b141c' : '#ffffff',
        },
      })
      choose()
    },
    hit(map, point) {
      if (!map.getLayer('diff-points')) return null
      const found: MapGeoJSONFeature | undefined = map.queryRenderedFeatures(point, { layers: ['diff-points'] })[0]
      return found ? Number(found.properties.row) : null
    },
    hover() {},
  }
}
