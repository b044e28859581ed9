import { useQuery } from '@tanstack/vue-query'
import type { GeoJSONSource, LayerSpecification, Map as GlMap, StyleSpecification } from 'maplibre-gl'
import {
  computed,
  inject,
  onScopeDispose,
  provide,
  ref,
  shallowRef,
  watch,
  type ComputedRef,
  type InjectionKey,
  type Ref,
  type ShallowRef,
} from 'vue'
import { api } from '@/kernel/http'
import { drawn, type Theme } from '@/kernel/theme'

/** Where the map is drawn, for all that is drawn on it. */
export interface Stage {
  map: ShallowRef<GlMap | null>
  /** Counts the styles that came into force: sources and layers laid over one must be laid anew. */
  styled: Ref<number>
  theme: Ref<Theme>
  /** How much larger than on a desk all is drawn. */
  scale: number
}

const KEY: InjectionKey<Stage> = Symbol('stage')

export function provideStage(scale: number): Stage {
  const stage = { map: shallowRef(null), styled: ref(0), theme: drawn, scale }
  provide(KEY, stage)
  return stage
}

export function useStage(): Stage {
  const stage = inject(KEY)
  if (!stage) throw new Error('There is no map around this component.')
  return stage
}

/** The city's own style as the server draws it up, in the colours that are shown now. */
export function useCityStyle(): ReturnType<typeof useQuery<StyleSpecification>> {
  return useQuery({
    queryKey: ['map', 'style', drawn],
    queryFn: () => api.get<StyleSpecification>(`/map/styles/${drawn.value}.json`),
    // The other theme's style stays until this one is there: what is open must not close.
    placeholderData: (before) => before,
    staleTime: Infinity,
    shallow: true,
  })
}

/** What is laid over the city's style carries this, so that a change of colours keeps it apart. */
export const OVER = 'over-'

type Painted = Omit<LayerSpecification, 'source' | 'id'> & { part: string }

/**
 * Draws features over the city as long as the component lives, in the colours of the day.
 *
 * @param layers the layers from below to above, each with a `part` that names it
 */
export function useDrawing(
  name: string,
  data: Ref<GeoJSON.FeatureCollection> | ComputedRef<GeoJSON.FeatureCollection>,
  layers: (theme: Theme) => Painted[],
) {
  const { map, styled, theme } = useStage()
  const id = OVER + name

  const source = () => map.value?.getSource(id) as GeoJSONSource | undefined
  const layerIds = computed(() => layers(theme.value).map(({ part }) => `${id}-${part}`))

  function lay() {
    if (!map.value || !styled.value) return
    if (!source()) map.value.addSource(id, { type: 'geojson', data: data.value })
    for (const { part, ...layer } of layers(theme.value)) {
      const layerId = `${id}-${part}`
      if (!map.value.getLayer(layerId)) {
        map.value.addLayer({ ...layer, id: layerId, source: id } as LayerSpecification)
      }
    }
  }

  function lift() {
    for (const layer of layerIds.value) if (map.value?.getLayer(layer)) map.value.removeLayer(layer)
    if (source()) map.value?.removeSource(id)
  }

  watch(styled, lay, { immediate: true })
  watch(data, (now) => source()?.setData(now))
  onScopeDispose(lift)
  return { layerIds }
}

export const collection = (features: GeoJSON.Feature[] = []): GeoJSON.FeatureCollection => ({
  type: 'FeatureCollection',
  features,
})

export const feature = (geometry: GeoJSON.Geometry, properties: Record<string, unknown> = {}): GeoJSON.Feature => ({
  type: 'Feature',
  geometry,
  properties,
})

export const point = ({ lng, lat }: { lng: number; lat: number }): GeoJSON.Point => ({
  type: 'Point',
  coordinates: [lng, lat],
})
