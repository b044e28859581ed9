import type { Wish } from './appearance'
import { classNumber } from './identifier'
import type { Look } from './look'
import type { MapLayer } from './types'

export interface LayerGroup {
  id: string
  nameZh: string
  nameEn: string
  layers: MapLayer[]
}

/** Groups in the order in which the server names their layers. */
export function groupsOf(layers: readonly MapLayer[]): LayerGroup[] {
  const groups = new Map<string, LayerGroup>()
  for (const layer of layers) {
    const { group: id, groupZh: nameZh, groupEn: nameEn } = layer
    const group = groups.get(id) ?? { id, nameZh, nameEn, layers: [] }
    group.layers.push(layer)
    groups.set(id, group)
  }
  return [...groups.values()]
}

/** Without a wish of their own layers below the ground are shown only to who looks there. */
export const usuallyShown = (layer: MapLayer, under: boolean) => under || !layer.underground

export const locked = (layer: MapLayer) => layer.guarded && !layer.readable

type Chosen = Pick<Look, 'on' | 'off' | 'under'>

export function shown(layer: MapLayer, { on, off, under }: Chosen) {
  if (locked(layer) || off.includes(layer.id)) return false
  return on.includes(layer.id) || usuallyShown(layer, under)
}

/** The lists of a link after some layers were switched. */
export function switched(layers: readonly MapLayer[], to: boolean, look: Chosen) {
  const on = new Set(look.on)
  const off = new Set(look.off)
  for (const layer of layers) {
    on.delete(layer.id)
    off.delete(layer.id)
    if (to === usuallyShown(layer, look.under) || locked(layer)) continue
    ;(to ? on : off).add(layer.id)
  }
  return { on: [...on], off: [...off] }
}

/**
 * Which class belongs to the layer. A layer may name a class in full or the first digits of many;
 * the fuller name wins.
 */
export function layerOfClass(layers: readonly MapLayer[], code: string): MapLayer | undefined {
  let best: MapLayer | undefined
  let length = -1
  for (const layer of layers) {
    for (const prefix of layer.classes) {
      if (code.startsWith(prefix) && prefix.length > length) {
        best = layer
        length = prefix.length
      }
    }
  }
  return best
}

/** What the map must leave out, fade and show for a link. */
export function wishOf(layers: readonly MapLayer[], codes: readonly string[], look: Look): Wish {
  const classesOf = new Map<string, number[]>(layers.map(({ id }) => [id, []]))
  for (const code of codes) {
    const layer = layerOfClass(layers, code)
    if (layer) classesOf.get(layer.id)!.push(classNumber(code))
  }
  const seen = layers.filter((layer) => shown(layer, look))
  const hidden = layers.filter((layer) => !seen.includes(layer))
  return {
    hidden: hidden.flatMap(({ id }) => classesOf.get(id)!),
    dim: seen
      .filter(({ id }) => id in look.dim && classesOf.get(id)!.length)
      .map(({ id }) => ({ classes: classesOf.get(id)!, share: look.dim[id]! / 100 })),
    under: look.under,
    pipes: !look.under && seen.some((layer) => layer.underground),
    solid: look.solid,
  }
}
