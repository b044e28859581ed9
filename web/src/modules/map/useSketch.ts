import type { MapMouseEvent } from 'maplibre-gl'
import { computed, onScopeDispose, ref, watch, type Ref } from 'vue'
import { lineOf, metresBetween, polygonOf, type Position } from './sketch'
import { collection, feature, point, useDrawing, useStage } from './stage'

export type SketchKind = 'point' | 'line' | 'area'

const SAME_PLACE_PX = 4
const FEWEST: Record<SketchKind, number> = { point: 1, line: 2, area: 3 }

/**
 * Lets people draw on the map as long as the component lives: a click adds a corner, a double click or Enter
 * ends, Backspace takes the last corner back, Escape begins anew.
 */
export function useSketch(kind: Ref<SketchKind>) {
  const { map, styled } = useStage()
  const corners = ref<Position[]>([])
  const pointer = ref<Position | null>(null)
  const done = ref(false)
  const enough = computed(() => corners.value.length >= FEWEST[kind.value])

  function clear() {
    corners.value = []
    pointer.value = null
    done.value = false
  }
  function finish() {
    if (enough.value) done.value = true
  }
  function back() {
    done.value = false
    corners.value = corners.value.slice(0, -1)
  }

  function near(a: Position, b: Position) {
    const p = map.value!.project(a)
    const q = map.value!.project(b)
    return Math.hypot(p.x - q.x, p.y - q.y) < SAME_PLACE_PX
  }

  function click(event: MapMouseEvent) {
    const at: Position = [event.lngLat.lng, event.lngLat.lat]
    if (kind.value === 'point') {
      corners.value = [at]
      done.value = true
      return
    }
    if (done.value) clear()
    const last = corners.value.at(-1)
    if (last && near(last, at)) return
    corners.value = [...corners.value, at]
  }
  function twice(event: MapMouseEvent) {
    event.preventDefault()
    finish()
  }
  function move(event: MapMouseEvent) {
    if (!done.value) pointer.value = [event.lngLat.lng, event.lngLat.lat]
  }
  function key(event: KeyboardEvent) {
    if (/INPUT|TEXTAREA|SELECT/.test((event.target as HTMLElement).tagName)) return
    if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) finish()
    else if (event.key === 'Backspace') back()
    else if (event.key === 'Escape' && corners.value.length) clear()
    else return
    event.preventDefault()
    event.stopImmediatePropagation()
  }

  const open = computed(() =>
    done.value || !pointer.value || !corners.value.length ? corners.value : [...corners.value, pointer.value],
  )
  const drawn = computed(() => {
    const line = open.value
    const features = corners.value.map(([lng, lat]) => feature(point({ lng, lat })))
    if (kind.value === 'area' && line.length > 2) features.unshift(feature(polygonOf(line)))
    else if (kind.value !== 'point' && line.length > 1) features.unshift(feature(lineOf(line)))
    return collection(features)
  })

  useDrawing('sketch', drawn, (theme) => {
    const ink = theme === 'dark' ? '#ffd166' : '#c2410c'
    return [
      { part: 'fill', type: 'fill', filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': ink, 'fill-opacity': 0.14 } },
      { part: 'line', type: 'line', filter: ['!=', ['geometry-type'], 'Point'], layout: { 'line-join': 'round' }, paint: { 'line-color': ink, 'line-width': 2.5, 'line-dasharray': [2, 1.4] } },
      { part: 'dot', type: 'circle', filter: ['==', ['geometry-type'], 'Point'], paint: { 'circle-radius': 4.5, 'circle-color': theme === 'dark' ? '#0b141c' : '#ffffff', 'circle-stroke-color': ink, 'circle-stroke-width': 2.2 } },
    ]
  })

  watch(
    styled,
    (_, __, cleanup) => {
      const on = map.value
      if (!on) return
      const heard = [on.on('click', click), on.on('dblclick', twice), on.on('mousemove', move)]
      on.getCanvas().style.cursor = 'crosshair'
      cleanup(() => {
        for (const one of heard) one.unsubscribe()
        if (map.value === on) on.getCanvas().style.cursor = ''
      })
    },
    { immediate: true },
  )
  document.addEventListener('keydown', key, true)
  onScopeDispose(() => document.removeEventListener('keydown', key, true))
  watch(kind, clear)

  /** Metres from one corner to the next, the pointer included. */
  const legs = computed(() => open.value.slice(1).map((to, i) => metresBetween(open.value[i]!, to)))
  return { corners, open, done, enough, legs, clear, finish, back }
}
