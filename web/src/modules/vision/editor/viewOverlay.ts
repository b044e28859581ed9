import type { GeoJSONSource, Map as GlMap } from 'maplibre-gl'
import { shallowRef, watch, type Ref } from 'vue'
import type { Overlay } from '@/kernel/map/overlay'
import type { Theme } from '@/kernel/theme'

const INKS = {
  light: { view: '#0f5fc2', point: '#c2341d', halo: '#ffffff', text: '#22313f' },
  dark: { view: '#5aa7f0', point: '#ff7355', halo: '#0b141c', text: '#dfe8f0' },
} satisfies Record<Theme, Record<string, string>>

export interface MapDot {
  lng: number
  lat: number
  label: string
  kind: 'camera' | 'ground' | 'check' | 'here'
}
export interface Sight {
  /** What cameras see: closed rings. */
  views: readonly (readonly (readonly number[])[])[]
  dots: readonly MapDot[]
}

const collection = (features: GeoJSON.Feature[]) => ({ type: 'FeatureCollection' as const, features })
function features({ views, dots }: Sight) {
  return {
    views: collection(
      views
        .filter((ring) => ring.length > 3)
        .map((ring) => ({
          type: 'Feature',
          properties: {},
          geometry: { type: 'Polygon', coordinates: [ring.map((each) => [...each])] },
        })),
    ),
    dots: collection(
      dots.map(({ lng, lat, label, kind }) => ({
        type: 'Feature',
        properties: { label, kind },
        geometry: { type: 'Point', coordinates: [lng, lat] },
      })),
    ),
  }
}

/** Cameras, what they see, and the points of their ground over a map. */
export function useViewOverlay(sight: Ref<Sight>): Overlay {
  const map = shallowRef<GlMap>()
  function feed(): void {
    for (const [part, data] of Object.entries(features(sight.value))) {
      ;(map.value?.getSource(`camera-${part}`) as GeoJSONSource | undefined)?.setData(data)
    }
  }
  watch(sight, feed)
  return {
    dress(made, theme) {
      map.value = made
      const ink = INKS[theme]
      for (const [part, data] of Object.entries(features(sight.value))) {
        made.addSource(`camera-${part}`, { type: 'geojson', data })
      }
      made.addLayer({ id: 'camera-views', type: 'fill', source: 'camera-views', paint: { 'fill-color': ink.view, 'fill-opacity': 0.18 } })
      made.addLayer({ id: 'camera-edges', type: 'line', source: 'camera-views', paint: { 'line-color': ink.view, 'line-width': 1.5 } })
      made.addLayer({
        id: 'camera-dots',
        type: 'circle',
        source: 'camera-dots',
        paint: {
          'circle-radius': ['match', ['get', 'kind'], 'camera', 8, 'here', 5, 7],
          'circle-color': ['match', ['get', 'kind'], 'camera', ink.view, 'here', ink.halo, ink.point],
          'circle-stroke-color': ['match', ['get', 'kind'], 'here', ink.point, ink.halo],
          'circle-stroke-width': 2,
        },
      })
      made.addLayer({
        id: 'camera-names',
        type: 'symbol',
        source: 'camera-dots',
        layout: {
          'text-field': ['get', 'label'],
          'text-font': ['Noto Sans CJK SC', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', 'sans-serif'],
          'text-size': 13,
          'text-offset': [0, 0.9],
          'text-anchor': 'top',
          'text-allow-overlap': true,
        },
        paint: { 'text-color': ink.text, 'text-halo-color': ink.halo, 'text-halo-width': 1.6 },
      })
      feed()
    },
    hit: () => null,
    hover: () => {},
  }
}
