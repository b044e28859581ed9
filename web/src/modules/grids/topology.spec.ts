import { describe, expect, it } from 'vitest'
import { cornersOf, edgeAt, insertCorner, metres, moveCorner, placeFor, removeCorner, ringsOf } from './topology'
import type { Grid, Polygon, Position } from './types'

const box = (w: number, s: number, e: number, n: number, more: Position[] = []): Polygon => ({
  type: 'Polygon',
  coordinates: [[[w, s], [e, s], ...more, [e, n], [w, n], [w, s]]],
})
const D = 0.001
/** Two grids side by side in one neighbourhood. */
const whole = box(0, 0, 2 * D, D)
const grids: Grid[] = [
  { code: 'w', nameZh: null, nameEn: null, outline: box(0, 0, D, D) },
  { code: 'e', nameZh: null, nameEn: null, outline: box(D, 0, 2 * D, D) },
]
const corner = (at: Position, of = grids) => cornersOf(of, whole).find((each) => metres(each.at, at) < 0.01)!
const at = (code: string, of: readonly Grid[]) => ringsOf(of.find((each) => each.code === code)!.outline)[0]!

describe('corners of grids', () => {
  it('are one for all that meet there', () => {
    const corners = cornersOf(grids, whole)
    expect(corners).toHaveLength(6)
    expect(corner([D, 0]).codes).toEqual(['w', 'e'])
    expect(corner([0, 0]).hold).toBe('fixed')
    expect(corner([D, 0]).hold).toBe('border')
  })

  it('move in all of them together', () => {
    const moved = moveCorner(grids, [D, 0], [D * 1.2, 0])
    expect(at('w', moved)).toContainEqual([D * 1.2, 0])
    expect(at('e', moved)).toContainEqual([D * 1.2, 0])
    expect(at('e', moved)[0]).toEqual(at('e', moved).at(-1))
  })

  it('stay on the border, and fall into one with those near by', () => {
    const border = corner([D, 0])
    const corners = cornersOf(grids, whole)
    expect(placeFor(border, [D * 1.3, D * 0.2], corners, whole, 2)).toEqual([D * 1.3, 0])
    expect(placeFor(border, [2 * D - 0.00001, 0], corners, whole, 2)).toEqual([2 * D, 0])
    const free = { ...border, hold: 'free' as const }
    expect(placeFor(free, [D * 1.3, D * 0.5], corners, whole, 2)).toEqual([D * 1.3, D * 0.5])
  })

  it('are put into the border of both neighbours and taken out again', () => {
    const edge = edgeAt(grids, [D * 1.01, D / 2], 5)!
    expect(edge.at[0]).toBeCloseTo(D, 9)
    const more = insertCorner(grids, edge.a, edge.b, [D, D / 2])
    expect(at('w', more)).toHaveLength(6)
    expect(at('e', more)).toHaveLength(6)
    const made = corner([D, D / 2], more)
    expect(made).toMatchObject({ hold: 'free', codes: ['w', 'e'] })
    expect(at('w', removeCorner(more, made)!)).toHaveLength(5)
    expect(removeCorner(grids, corner([D, 0]))).toBeNull()
    expect(removeCorner(grids, corner([0, 0]))).toBeNull()
  })
})
