import { describe, expect, it } from 'vitest'
import { boxOf, diffFeatures } from './diffOverlay'
import type { DiffPoint } from './useMapImports'

const points: DiffPoint[] = [
  [1, 1, 121.4, 31.2, 121.4, 31.2],
  [2, 2, 121.5, 31.3, 121.49, 31.3],
  [-1, 4, 121.6, 31.1, 121.6, 31.1],
]

describe('diffFeatures', () => {
  it('draws a moved thing with the way it went', () => {
    const drawn = diffFeatures(points, new Set(['MOVED']))
    expect(drawn.features.map(({ geometry }) => geometry.type)).toEqual(['LineString', 'Point'])
  })
  it('draws only the kinds that are wanted', () => {
    expect(diffFeatures(points, new Set(['APPEARED', 'VANISHED'])).features).toHaveLength(2)
    expect(diffFeatures(points, new Set()).features).toHaveLength(0)
  })
})

describe('boxOf', () => {
  it('holds all points', () => {
    expect(boxOf(points)).toEqual([121.4, 31.1, 121.6, 31.3])
    expect(boxOf([])).toBeNull()
  })
})
