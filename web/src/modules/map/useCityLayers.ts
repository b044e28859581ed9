import type { Map as GlMap, StyleSpecification, VectorTileSource } from 'maplibre-gl'
import { watch, type ComputedRef, type Ref } from 'vue'
import { onLive } from '@/kernel/useLive'
import { appearance, type Dress, type Wish } from './appearance'
import { useStage } from './stage'
import { tilesAsOf, tilesShowing } from './tiles'
import type { ComponentNews } from './types'

/** News of the same moment reach the map together. */
const GATHER_MS = 120
/** Levels of tiles for which the server reads the database rather than the pyramid. */
const LIVE_FROM = 14
/** More places than this are not looked up one by one. */
const MANY = 200

function vectorSources(map: GlMap) {
  return Object.keys(map.getStyle().sources).filter((id) => map.getSource(id)?.type === 'vector')
}

function wear(map: GlMap, dress: Dress, before: Dress | undefined) {
  if (!map.getLayer(dress.id)) return
  if (before?.visible !== dress.visible) {
    map.setLayoutProperty(dress.id, 'visibility', dress.visible ? 'visible' : 'none')
  }
  if (JSON.stringify(before?.filter) !== JSON.stringify(dress.filter)) map.setFilter(dress.id, dress.filter)
  for (const property of new Set([...Object.keys(before?.paint ?? {}), ...Object.keys(dress.paint)])) {
    const value = dress.paint[property]
    if (JSON.stringify(before?.paint[property]) === JSON.stringify(value)) continue
    map.setPaintProperty(dress.id, property as never, value as never)
  }
}

/** Keeps the drawn city as wished: its layers, the day it is seen, and what has just changed. */
export function useCityLayers(
  style: Ref<StyleSpecification | undefined>,
  wish: ComputedRef<Wish>,
  moment: ComputedRef<string | null>,
) {
  const { map, styled } = useStage()
  let worn = new Map<string, Dress>()
  const news: ComponentNews[] = []
  /** More has changed than was told one by one. */
  let many = false
  let waiting: ReturnType<typeof setTimeout> | undefined

  function dress(anew: boolean) {
    if (!map.value || !styled.value || !style.value) return
    const own = new Map(style.value.layers.map((layer) => [layer.id, layer]))
    const next = new Map(appearance(style.value, wish.value).map((one) => [one.id, one]))
    if (anew) worn = new Map(appearance(style.value, PLAIN).map((one) => [one.id, one]))
    for (const [id, one] of next) {
      // A property that is no longer wished returns to what the style says.
      const given = (own.get(id)?.paint ?? {}) as Record<string, unknown>
      const gone = Object.keys(worn.get(id)?.paint ?? {}).filter((name) => !(name in one.paint))
      const paint = { ...Object.fromEntries(gone.map((name) => [name, given[name]])), ...one.paint }
      wear(map.value, { ...one, paint }, worn.get(id))
    }
    worn = next
  }

  function travel() {
    if (!map.value || !styled.value) return
    for (const id of vectorSources(map.value)) {
      const source = map.value.getSource(id) as VectorTileSource
      const now = source.tiles ?? []
      const then = now.map((address) => tilesAsOf(address, moment.value))
      if (then.join() !== now.join()) source.setTiles(then)
    }
  }

  function refresh() {
    waiting = undefined
    const places = news.splice(0)
    const whole = many || places.length > MANY
    many = false
    if (!map.value || !styled.value || moment.value) return
    for (const id of vectorSources(map.value)) {
      const { minzoom, maxzoom } = map.value.getSource(id) as VectorTileSource
      if (whole) map.value.refreshTiles(id)
      else map.value.refreshTiles(id, tilesShowing(places, Math.max(minzoom, LIVE_FROM), maxzoom))
    }
  }

  onLive<ComponentNews>('component.changed', (one) => {
    news.push(one)
    if (one.kind === 'MANY') many = true
    waiting ??= setTimeout(refresh, GATHER_MS)
  })
  const all = () => {
    if (map.value && styled.value) for (const id of vectorSources(map.value)) map.value.refreshTiles(id)
  }
  onLive('reset', all)
  onLive('policy', all)

  watch(styled, () => (dress(true), travel()))
  watch(wish, () => dress(false))
  watch(moment, travel)
}

const PLAIN: Wish = { hidden: [], dim: [], under: false, pipes: false, solid: false }
