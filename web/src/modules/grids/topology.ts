import type { Grid, Polygon, Position } from './types'

/** Corners that are the same belong to all grids that meet there: what moves one moves them all. */
const keyOf = ([x, y]: Position): string => `${x},${y}`
const METRES = 111_195

export interface Corner {
  at: Position
  /** `free` moves anywhere, `border` along the border of the neighbourhood, `fixed` is a corner of it. */
  hold: 'free' | 'border' | 'fixed'
  codes: string[]
}

export function ringsOf(shape: Polygon): Position[][] {
  return (shape.type === 'Polygon' ? shape.coordinates : shape.coordinates.flat()) as Position[][]
}

function mapped(shape: Polygon, ring: (ring: Position[]) => Position[]): Polygon {
  return shape.type === 'Polygon'
    ? { type: 'Polygon', coordinates: (shape.coordinates as Position[][]).map(ring) }
    : { type: 'MultiPolygon', coordinates: (shape.coordinates as Position[][][]).map((part) => part.map(ring)) }
}

/** Metres between two positions on a small plane. */
export function metres([ax, ay]: Position, [bx, by]: Position): number {
  const shrink = Math.cos((ay * Math.PI) / 180)
  return Math.hypot((bx - ax) * METRES * shrink, (by - ay) * METRES)
}

/** The point of a segment nearest to a position. */
function nearestOf([px, py]: Position, [ax, ay]: Position, [bx, by]: Position): Position {
  const shrink = Math.cos((py * Math.PI) / 180)
  const dx = (bx - ax) * shrink
  const dy = by - ay
  const length = dx * dx + dy * dy
  if (length === 0) return [ax, ay]
  const along = Math.min(1, Math.max(0, ((px - ax) * shrink * dx + (py - ay) * dy) / length))
  return [ax + (bx - ax) * along, ay + (by - ay) * along]
}

/** The nearest point of a border and how far it is. */
export function onBorder(at: Position, border: Polygon): { at: Position; metres: number } {
  let best: { at: Position; metres: number } = { at, metres: Infinity }
  for (const ring of ringsOf(border)) {
    for (let i = 1; i < ring.length; i++) {
      const near = nearestOf(at, ring[i - 1]!, ring[i]!)
      const away = metres(at, near)
      if (away < best.metres) best = { at: near, metres: away }
    }
  }
  return best
}

/** All corners once, with the grids that meet there. */
export function cornersOf(grids: readonly Grid[], border: Polygon): Corner[] {
  const fixed = new Set(ringsOf(border).flat().map(keyOf))
  const corners = new Map<string, Corner>()
  for (const grid of grids) {
    for (const at of ringsOf(grid.outline).flatMap((ring) => ring.slice(0, -1))) {
      const key = keyOf(at)
      const known = corners.get(key)
      if (known) {
        if (!known.codes.includes(grid.code)) known.codes.push(grid.code)
        continue
      }
      const hold = fixed.has(key) ? 'fixed' : onBorder(at, border).metres < 0.05 ? 'border' : 'free'
      corners.set(key, { at, hold, codes: [grid.code] })
    }
  }
  return [...corners.values()]
}

/** Moves a corner in every grid that has it. */
export function moveCorner(grids: readonly Grid[], from: Position, to: Position): Grid[] {
  const key = keyOf(from)
  const moved = (ring: Position[]): Position[] => ring.map((at) => (keyOf(at) === key ? to : at))
  return grids.map((grid) =>
    ringsOf(grid.outline).some((ring) => ring.some((at) => keyOf(at) === key))
      ? { ...grid, outline: mapped(grid.outline, moved) }
      : grid,
  )
}

/** Where a corner may go: a corner on the border stays on it, one near another becomes one with it. */
export function placeFor(corner: Corner, to: Position, corners: readonly Corner[], border: Polygon, snap: number): Position {
  const others = corners.filter((each) => keyOf(each.at) !== keyOf(corner.at))
  const near = others
    .map((each) => ({ each, away: metres(each.at, to) }))
    .filter(({ each, away }) => away <= snap && (corner.hold !== 'border' || each.hold !== 'free'))
    .sort((a, b) => a.away - b.away)[0]
  if (near) return near.each.at
  const edge = onBorder(to, border)
  return corner.hold === 'border' || edge.metres <= snap ? edge.at : to
}

/** Puts a corner into the border that two positions span, in every grid that has it, either way round. */
export function insertCorner(grids: readonly Grid[], a: Position, b: Position, at: Position): Grid[] {
  const [from, to] = [keyOf(a), keyOf(b)]
  const longer = (ring: Position[]): Position[] =>
    ring.flatMap((here, i) => {
      const next = ring[i + 1]
      const here2 = keyOf(here)
      const spans = next && ((here2 === from && keyOf(next) === to) || (here2 === to && keyOf(next) === from))
      return spans ? [here, at] : [here]
    })
  return grids.map((grid) => ({ ...grid, outline: mapped(grid.outline, longer) }))
}

/** Takes a corner out of every grid that has it; nothing when three grids meet there or a grid would have no area. */
export function removeCorner(grids: readonly Grid[], corner: Corner): Grid[] | null {
  if (corner.hold === 'fixed' || corner.codes.length > 2 || (corner.hold === 'border' && corner.codes.length > 1)) {
    return null
  }
  const key = keyOf(corner.at)
  let possible = true
  const shorter = (ring: Position[]): Position[] => {
    const left = ring.slice(0, -1).filter((at) => keyOf(at) !== key)
    if (left.length === ring.length - 1) return ring
    if (left.length < 3) possible = false
    return [...left, left[0]!]
  }
  const after = grids.map((grid) => ({ ...grid, outline: mapped(grid.outline, shorter) }))
  return possible ? after : null
}

/** The border between two corners that is nearest to a position, within some metres. */
export function edgeAt(grids: readonly Grid[], at: Position, within: number): { a: Position; b: Position; at: Position } | null {
  let best: { a: Position; b: Position; at: Position; away: number } | null = null
  for (const grid of grids) {
    for (const ring of ringsOf(grid.outline)) {
      for (let i = 1; i < ring.length; i++) {
        const near = nearestOf(at, ring[i - 1]!, ring[i]!)
        const away = metres(at, near)
        if (away <= within && (!best || away < best.away)) best = { a: ring[i - 1]!, b: ring[i]!, at: near, away }
      }
    }
  }
  return best
}
