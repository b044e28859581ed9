import { describe, expect, it } from 'vitest'
import { boxOf, boxOfRegions, inside, labelPoint } from './shapes'

const square: GeoJSON.Polygon = {
  type: 'Polygon',
  coordinates: [[[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]],
}

describe('shapes', () => {
  it('puts the name in the middle of the largest part', () => {
    expect(labelPoint(square)).toEqual([2, 2])
    const island = [[[10, 10], [11, 10], [11, 11], [10, 10]]]
    expect(
      labelPoint({ type: 'MultiPolygon', coordinates: [island, square.coordinates] }),
    ).toEqual([2, 2])
  })

  it('knows inside from outside', () => {
    expect(inside(1, 3, square)).toBe(true)
    expect(inside(5, 3, square)).toBe(false)
  })

  it('looks at a region by its own shape, or by those right below it', () => {
    const quarter = { code: 's1', nameZh: '', nameEn: '', level: 'NEIGHBOURHOOD' as const, parent: 's' }
    const quarters = {
      type: 'FeatureCollection' as const,
      features: [{ type: 'Feature' as const, properties: quarter, geometry: square }],
    }
    expect(boxOfRegions(quarters, 's1')).toEqual([0, 0, 4, 4])
    expect(boxOfRegions(quarters, 's')).toEqual([0, 0, 4, 4])
    expect(boxOfRegions(quarters, 'elsewhere')).toBeNull()
  })

  it('has no box around nothing', () => {
    expect(boxOf([])).toBeNull()
    expect(boxOf([[1, 2], [3, 0]])).toEqual([1, 0, 3, 2])
  })
})
