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

const lightness = ([red, green, blue]: readonly [number, number, number]) =>
  (0.3 * red + 0.59 * green + 0.11 * blue) / 255

/** What is white like paper, or dark like the wall, would not be seen in a legend. */
function visible(colour: string, theme: Theme) {
  if (!/^#[0-9a-f]{6}$/i.test(colour)) return colour
  const light = lightness(channels(colour))
  if (theme === 'light') return light > 0.93 ? '#b8c2cc' : colour
  return light < 0.2 ? hex(channels(colour).map((part) => part + (255 - part) * 0.25)) : colour
}

/** On the dark wall a colour is lighter. */
export function onTheme(colour: string, theme: Theme) {
  if (theme === 'light') return colour
  const parts = channels(colour)
  const light = lightness(parts)
  const lift = light < 0.45 ? 0.3 : 0.08
  return hex(parts.map((part) => part + (255 - part) * lift))
}

/** In which colours the server's styles draw a layer. */
export interface LegendEntry {
  id: string
  light: string
  dark: string
}

/** The colours of layers and classes as a map of this theme draws them. */
export function coloursOf(layers: readonly MapLayer[], theme: Theme, legend: readonly LegendEntry[] = []) {
  const known = new Map<string, string>()
  const drawn = new Map(legend.map((entry) => [entry.id, entry[theme]]))
  const ofLayer = (layer: MapLayer) => visible(drawn.get(layer.id) ?? onTheme(layer.colour, theme), theme)
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
