import { classCode } from './identifier'
import { layerOfClass } from './layerTree'
import type { Theme } from '@/kernel/theme'
import type { MapLayer } from './types'

const NOBODY = '#7d8b99'

function channels(colour: string) {
  const n = Number.parseInt(colour.slice(1), 16)
  return [(n >> 16) & 255, (n >> 8) & 255, n & 255] as const
}

const hex = (parts: readonly number[]) => `#${parts.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`

/** On the dark wall a colour is lighter; what is nearly white on paper is grey on both. */
export function onTheme(colour: string, theme: Theme) {
  const parts = channels(colour)
  const light = (0.3 * parts[0] + 0.59 * parts[1] + 0.11 * parts[2]) / 255
  if (light > 0.93) return theme === 'dark' ? '#8496a8' : '#b8c2cc'
  if (theme === 'light') return colour
  const lift = light < 0.45 ? 0.3 : 0.08
  return hex(parts.map((part) => part + (255 - part) * lift))
}

/** The colours of layers and classes as a map of this theme draws them. */
export function coloursOf(layers: readonly MapLayer[], theme: Theme) {
  const known = new Map<string, string>()
  const ofLayer = (layer: MapLayer) => onTheme(layer.colour, theme)
  const ofClass = (code: string) => {
    const found = known.get(code)
    if (found) return found
    const layer = layerOfClass(layers, code)
    const colour = layer ? ofLayer(layer) : NOBODY
    known.set(code, colour)
    return colour
  }
  return { ofLayer, ofClass, ofNumber: (n: number) => ofClass(classCode(n)) }
}
