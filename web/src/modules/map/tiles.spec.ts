import { describe, expect, it } from 'vitest'
import { tileAt, tilesAsOf, tilesShowing } from './tiles'

describe('tiles', () => {
  it('finds the tile of a place', () => {
    expect(tileAt(0, 0, 0)).toEqual({ z: 0, x: 0, y: 0 })
    expect(tileAt(121.4737, 31.2304, 10)).toEqual({ z: 10, x: 857, y: 418 })
    expect(tileAt(180, -90, 3)).toEqual({ z: 3, x: 7, y: 7 })
  })

  it('names each tile once', () => {
    const places = [{ lng: 121.4737, lat: 31.2304 }, { lng: 121.4738, lat: 31.2304 }]
    expect(tilesShowing(places, 8, 10)).toHaveLength(3)
  })

  it('asks for the city of a day and again for today', () => {
    const then = tilesAsOf('/map/tiles/{z}/{x}/{y}.mvt?v=3', '2026-10-24T16:00:00Z')
    expect(then).toBe('/map/tiles/{z}/{x}/{y}.mvt?v=3&asof=2026-10-24T16%3A00%3A00Z')
    expect(tilesAsOf(then, null)).toBe('/map/tiles/{z}/{x}/{y}.mvt?v=3')
  })
})
