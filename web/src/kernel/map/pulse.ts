import { Marker, type Map as GlMap } from 'maplibre-gl'
import { stageColours } from '../stages'
import type { Theme } from '../theme'
import type { MapPoint } from './points'
import './pulse.css'

/** As long as the animation of the style sheet. */
const RINGS_MS = 2600

/** Rings once at a point in the colour of its stage; a page nobody sees is spared. */
export function pulse(map: GlMap, point: MapPoint, theme: Theme) {
  if (document.hidden) return
  const element = document.createElement('div')
  element.className = 'city-map-pulse'
  element.style.setProperty('--colour', stageColours[theme][point.stage])
  element.append(document.createElement('i'))
  const marker = new Marker({ element }).setLngLat([point.lng, point.lat]).addTo(map)
  setTimeout(() => marker.remove(), RINGS_MS)
}
