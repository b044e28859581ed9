import type { MapMouseEvent, PointLike } from 'maplibre-gl'
import { computed, ref, watch, type Ref } from 'vue'
import { identifierOf } from './identifier'
import type { Look } from './look'
import type { Place } from './mapApi'
import { circle } from './sketch'
import { collection, feature, OVER, point, useDrawing, useStage } from './stage'
import type { ComponentView } from './types'
import type { UseLook } from './useLook'

const REACH_PX = 6
const CLOSE_ZOOM = 17
/** Sources of what lies below the ground. */
const UNDERGROUND = ['pipes', 'lifelines']
const PHONE_PX = 760
const PANEL_PX = 400
/** Metres of one pixel at the equator and zoom 0. */
const PIXEL_M = 78_271.517

/** What is chosen on the map: a component, or a place where one asks what is there. */
export function useSelection(look: Ref<Look>, set: UseLook['set']) {
  const { map } = useStage()
  const chosen = ref<ComponentView | null>(null)
  const place = ref<Place | null>(null)
  const reach = ref(3)
  /** Whether the next component that becomes known is to be brought into sight. */
  let flight = look.value.id !== null && look.value.camera === null

  /** Away from the panel: it covers the lower half of a phone and the left edge of a desk. */
  function aside(): [number, number] {
    const { clientHeight, clientWidth } = map.value!.getContainer()
    return clientWidth <= PHONE_PX ? [0, -clientHeight * 0.22] : [PANEL_PX / 2, 0]
  }

  function flyTo(to: Place, zoom = CLOSE_ZOOM) {
    if (!map.value) return
    map.value.flyTo({ center: [to.lng, to.lat], zoom: Math.max(map.value.getZoom(), zoom), offset: aside(), duration: 900 })
  }

  /** What the panel would cover moves out from under it. */
  function uncover(at: Place) {
    const { x, y } = map.value!.project([at.lng, at.lat])
    const { clientHeight, clientWidth } = map.value!.getContainer()
    const covered = clientWidth <= PHONE_PX ? y > clientHeight * 0.46 : x < PANEL_PX
    if (covered) map.value!.easeTo({ center: [at.lng, at.lat], offset: aside(), duration: 400 })
  }

  function choose(id: string, fly: boolean) {
    place.value = null
    flight = fly
    set({ id }, true)
    if (fly && chosen.value?.id === id) flyTo(chosen.value)
  }

  function lookAt(at: Place, metres: number) {
    reach.value = metres
    place.value = { lng: at.lng, lat: at.lat }
    if (map.value) uncover(at)
    if (look.value.id) set({ id: null }, true)
  }

  function leave() {
    place.value = null
    chosen.value = null
    if (look.value.id) set({ id: null }, true)
  }

  function found(component: ComponentView) {
    chosen.value = component
    if (flight) flyTo(component)
    flight = false
  }

  function click(event: MapMouseEvent) {
    const on = map.value!
    const { x, y } = event.point
    const box: [PointLike, PointLike] = [
      [x - REACH_PX, y - REACH_PX],
      [x + REACH_PX, y + REACH_PX],
    ]
    const hits = [...on.queryRenderedFeatures(event.point), ...on.queryRenderedFeatures(box)].filter(
      (hit) => !hit.layer.id.startsWith(OVER),
    )
    const cluster = hits.find((hit) => Number(hit.properties.k) > 1)
    const small = hits.find((hit) => hit.geometry.type === 'Point' && identifierOf(hit))
    const below = look.value.under ? hits.find((hit) => UNDERGROUND.includes(hit.source) && identifierOf(hit)) : undefined
    const top = below ?? small ?? (cluster ? undefined : hits.find((hit) => identifierOf(hit)))
    if (top) {
      choose(identifierOf(top)!, false)
      return uncover(event.lngLat)
    }
    if (cluster) return void on.easeTo({ center: event.lngLat, zoom: on.getZoom() + 2 })
    const pixel = (PIXEL_M * Math.cos((event.lngLat.lat * Math.PI) / 180)) / 2 ** on.getZoom()
    lookAt(event.lngLat, Math.min(30, Math.max(2, REACH_PX * pixel)))
  }

  watch(
    () => look.value.id,
    (id) => {
      if (id !== chosen.value?.id) chosen.value = null
    },
  )

  const marked = computed(() => {
    if (place.value) {
      const { lng, lat } = place.value
      return collection([feature(circle([lng, lat], reach.value)), feature(point(place.value))])
    }
    const one = chosen.value
    if (!one || one.id !== look.value.id) return collection()
    return collection([...(one.shape && one.shape.type !== 'Point' ? [feature(one.shape)] : [feature(point(one))])])
  })
  useDrawing('chosen', marked, (theme) => {
    const ink = theme === 'dark' ? '#ffffff' : '#0b3d82'
    const glow = theme === 'dark' ? '#5aa7f0' : '#3f8ae0'
    return [
      { part: 'fill', type: 'fill', filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': glow, 'fill-opacity': 0.2 } },
      { part: 'glow', type: 'line', filter: ['!=', ['geometry-type'], 'Point'], layout: { 'line-join': 'round', 'line-cap': 'round' }, paint: { 'line-color': glow, 'line-width': 9, 'line-opacity': 0.45 } },
      { part: 'line', type: 'line', filter: ['!=', ['geometry-type'], 'Point'], layout: { 'line-join': 'round', 'line-cap': 'round' }, paint: { 'line-color': ink, 'line-width': 2.5 } },
      { part: 'ring', type: 'circle', filter: ['==', ['geometry-type'], 'Point'], paint: { 'circle-radius': 13, 'circle-color': glow, 'circle-opacity': 0.25, 'circle-stroke-color': ink, 'circle-stroke-width': 2.5 } },
    ]
  })

  return { chosen, place, reach, choose, lookAt, leave, found, click, flyTo }
}
