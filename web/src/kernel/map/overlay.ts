import type { Map as GlMap, PointLike } from 'maplibre-gl'
import type { Theme } from '../theme'

/** What a page draws over the regions of a map, for people to look at and click. */
export interface Overlay {
  /** Adds its sources and layers to a style that has just been set. */
  dress(map: GlMap, theme: Theme): void
  /** What of it is there; null when the region below is meant. */
  hit(map: GlMap, point: PointLike): number | null
  /** The pointer is over this one, or over none any more. */
  hover(id: number | null): void
}
