import { useQuery } from '@tanstack/vue-query'
import { computed, type ComputedRef } from 'vue'
import { drawn } from '@/kernel/theme'
import { coloursOf } from './colours'
import { groupsOf, shown, switched, wishOf } from './layerTree'
import type { UseLook } from './useLook'
import type { Look } from './look'
import { mapApi } from './mapApi'
import type { MapLayer } from './types'

/** The layers of the city's map and which of them a link shows. */
export function useMapLayers(look: ComputedRef<Look>, set: UseLook['set']) {
  const query = useQuery({ queryKey: ['map', 'layers'], queryFn: mapApi.layers, staleTime: 300_000 })
  const { data: counts } = useQuery({ queryKey: ['map', 'counts'], queryFn: mapApi.counts, staleTime: 60_000 })
  const { data: legend } = useQuery({ queryKey: ['map', 'legend'], queryFn: mapApi.legend, staleTime: Infinity })
  const layers = computed<MapLayer[]>(() =>
    (query.data.value ?? []).map((layer) => ({ ...layer, count: counts.value?.[layer.id] ?? null })),
  )
  const codes = computed(() => [...new Set(layers.value.flatMap((layer) => layer.classes))])
  const groups = computed(() => groupsOf(layers.value))
  const visible = computed(() => layers.value.filter((layer) => shown(layer, look.value)))
  const wish = computed(() => wishOf(layers.value, codes.value, look.value))

  function toggle(some: readonly MapLayer[], to: boolean) {
    const { on, off } = switched(some, to, look.value)
    set({ on, off })
  }

  function fade(layer: MapLayer, share: number) {
    const { [layer.id]: before, ...rest } = look.value.dim
    if (before === share) return
    set({ dim: share < 100 ? { ...rest, [layer.id]: share } : rest })
  }

  const colours = computed(() => coloursOf(layers.value, drawn.value, legend.value))

  return { query, layers, groups, visible, wish, colours, toggle, fade }
}

export type UseMapLayers = ReturnType<typeof useMapLayers>
