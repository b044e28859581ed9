import { Map as GlMap, setWorkerUrl } from 'maplibre-gl'
import 'maplibre-gl/dist/maplibre-gl.css'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import type { Theme } from '../theme'
import { addIcons } from './icons'
import { mapStyle } from './style'

setWorkerUrl(workerUrl)

/** Fetches what the first map fetches, so that it can be drawn without a network later. */
export async function fetchAhead(): Promise<void> {
  await fetch(workerUrl)
}

export interface EngineOptions {
  theme: Theme
  scale?: number
  centre: [number, number]
  zoom: number
  interactive: boolean
}

/** A map with our style, ready to be given data; null where the browser has no WebGL. */
export function createMap(container: HTMLElement, options: EngineOptions): GlMap | null {
  try {
    const map = new GlMap({
      container,
      style: mapStyle(options.theme, options.scale),
      center: options.centre,
      zoom: options.zoom,
      interactive: options.interactive,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: 120,
      localIdeographFontFamily: false,
      renderWorldCopies: false,
    })
    map.touchZoomRotate.disableRotation()
    map.keyboard.disableRotation()
    map.on('styleimagemissing', () => addIcons(map, options.theme))
    // Says whether all that is known is drawn: a picture taken before that shows half a map.
    map.on('dataloading', () => delete container.dataset.drawn)
    map.on('idle', () => (container.dataset.drawn = 'yes'))
    return map
  } catch (e) {
    console.warn('No map: WebGL is not available.', e)
    return null
  }
}
