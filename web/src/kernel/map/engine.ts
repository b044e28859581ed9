import { Map as GlMap, setWorkerUrl, type StyleSpecification } from 'maplibre-gl'
import 'maplibre-gl/dist/maplibre-gl.css'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import type { Theme } from '../theme'
import { addIcons } from './icons'
import { FONT, mapStyle } from './style'

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
  /** Another style than that of the regions. Its letters come from the server, Chinese from the fonts at hand. */
  style?: StyleSpecification
  /** May be turned and tilted. */
  turning?: boolean
  /** By how much the page enlarges the canvas, so that it is drawn as fine as the screen. */
  sharpness?: number
}

/** A map with our style, ready to be given data; null where the browser has no WebGL. */
export function createMap(container: HTMLElement, options: EngineOptions): GlMap | null {
  const turning = options.turning ?? false
  try {
    const map = new GlMap({
      container,
      style: options.style ?? mapStyle(options.theme, options.scale),
      center: options.centre,
      zoom: options.zoom,
      interactive: options.interactive,
      attributionControl: false,
      dragRotate: turning,
      pitchWithRotate: turning,
      touchPitch: turning,
      maxPitch: 75,
      pixelRatio: options.sharpness && options.sharpness > 1 ? devicePixelRatio * options.sharpness : undefined,
      fadeDuration: 120,
      localIdeographFontFamily: options.style ? FONT.join(', ') : false,
      renderWorldCopies: false,
    })
    if (!turning) {
      map.touchZoomRotate.disableRotation()
      map.keyboard.disableRotation()
    }
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
