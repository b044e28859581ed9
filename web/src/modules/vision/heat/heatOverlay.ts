import type { GeoJSONSource, Map as GlMap } from 'maplibre-gl'
import { shallowRef, watch, type Ref } from 'vue'
import type { Overlay } from '@/kernel/map/overlay'

/** From few to many people in a cell; told apart by lightness alone too. */
export const STEPS: readonly [number, string][] = [
  [1, '#fff3b0'],
  [5, '#fdc65b'],
  [15, '#f4862f'],
  [40, '#d9402a'],
  [100, '#8f1130'],
]
const NOTHING: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] }

/** The cells of a density grid, coloured by how many people they hold. */
export function useHeatOverlay(cells: Ref<GeoJSON.FeatureCollection | undefined>): Overlay {
  const map = shallowRef<GlMap>()
  const feed = () => (map.value?.getSource('heat') as GeoJSONSource | undefined)?.setData(cells.value ?? NOTHING)
  watch(cells, feed)
  return {
    dress(made) {
      map.value = made
      made.addSource('heat', { type: 'geojson', data: NOTHING })
      made.addLayer({
        id: 'heat',
        type: 'fill',
        source: 'heat',
        paint: {
          'fill-color': ['interpolate', ['linear'], ['get', 'people'], ...STEPS.flat()] as never,
          'fill-opacity': 0.72,
        },
      })
      feed()
    },
    hit: () => null,
    hover: () => {},
  }
}
