import type { FilterSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl'
import { tilesAsOf } from './tiles'

/** How one wants to see the city. */
export interface Wish {
  /** Class numbers that are not shown. */
  hidden: readonly number[]
  /** Share of opacity of classes that are not drawn fully. */
  dim: readonly { classes: readonly number[]; share: number }[]
  /** Below the ground. */
  under: boolean
  /** Some layer below the ground is shown, though one looks from above. */
  pipes: boolean
  /** Buildings as bodies. */
  solid: boolean
}

/** How one layer of the style is drawn for it. */
export interface Dress {
  id: string
  filter: FilterSpecification | null
  visible: boolean
  paint: Record<string, unknown>
}

type Expression = unknown[]

const OPACITIES: Partial<Record<LayerSpecification['type'], string[]>> = {
  fill: ['fill-opacity'],
  line: ['line-opacity'],
  circle: ['circle-opacity', 'circle-stroke-opacity'],
  symbol: ['icon-opacity', 'text-opacity'],
}

const meta = (layer: LayerSpecification) => (layer.metadata ?? {}) as Record<string, unknown>
const ofUnderground = (style: StyleSpecification) =>
  ((style.metadata as Record<string, unknown> | undefined)?.['yiwang:underground'] ?? []) as [string, string, unknown][]

/** Only a curve of zoom may hold the zoom: a factor goes to each of its stops. */
export function times(opacity: unknown, factor: Expression): unknown {
  if (!Array.isArray(opacity)) return ['*', opacity ?? 1, factor]
  const by = opacity[0] === 'interpolate' ? opacity[2] : opacity[0] === 'step' ? opacity[1] : null
  if (!Array.isArray(by) || by[0] !== 'zoom') return ['*', opacity, factor]
  const first = opacity[0] === 'interpolate' ? 4 : 2
  return opacity.map((part, i) => (i >= first && (i - first) % 2 === 0 ? times(part, factor) : part))
}

function dimmed(dim: Wish['dim']): Expression {
  return ['match', ['get', 'c'], ...dim.flatMap(({ classes, share }) => [classes, share]), 1]
}

function dressOf(layer: LayerSpecification, style: StyleSpecification, wish: Wish): Dress {
  const own = 'filter' in layer ? (layer.filter as FilterSpecification | undefined) : undefined
  const byClass = meta(layer)['yiwang:classes'] === true
  const kind = meta(layer)['yiwang:kind']
  let visible = layer.layout?.visibility !== 'none'
  const paint: Record<string, unknown> = {}
  for (const [id, property, value] of wish.under ? ofUnderground(style) : []) {
    if (id !== layer.id) continue
    if (property === 'visibility') visible = value !== 'none'
    else paint[property] = value
  }
  if (kind === 'underground' && wish.pipes) visible = true
  if (kind === 'building-3d') visible = wish.solid
  if (byClass && wish.dim.length) {
    for (const property of OPACITIES[layer.type] ?? []) {
      const base = paint[property] ?? (layer.paint as Record<string, unknown> | undefined)?.[property]
      paint[property] = times(base, dimmed(wish.dim))
    }
  }
  const hides: Expression = ['!', ['in', ['get', 'c'], ['literal', wish.hidden]]]
  const filter = byClass && wish.hidden.length ? (own ? ['all', own, hides] : hides) : own
  return { id: layer.id, filter: (filter as FilterSpecification | undefined) ?? null, visible, paint }
}

/** The style as one wants to see it; layers that are not drawn by class stay as they are. */
export function appearance(style: StyleSpecification, wish: Wish): Dress[] {
  return style.layers.map((layer) => dressOf(layer, style, wish))
}

/** The whole style as one wishes and as the city was at a moment, for a second map. */
export function styledAs(style: StyleSpecification, wish: Wish, moment: string | null): StyleSpecification {
  const dresses = appearance(style, wish)
  const sources = Object.entries(style.sources).map(([id, source]) => {
    if (source.type !== 'vector' || !source.tiles) return [id, source]
    return [id, { ...source, tiles: source.tiles.map((address) => tilesAsOf(address, moment)) }]
  })
  const layers = style.layers.map((layer, i) => {
    const { filter, visible, paint } = dresses[i]!
    const visibility = visible ? 'visible' : 'none'
    return {
      ...layer,
      ...(filter ? { filter } : {}),
      layout: { ...layer.layout, visibility },
      paint: { ...layer.paint, ...paint },
    } as LayerSpecification
  })
  return { ...style, sources: Object.fromEntries(sources), layers }
}
