import { describe, expect, it } from 'vitest'
import { areaOf, circle, lengthOf, metresBetween, tangled, type Position } from './sketch'

const square: Position[] = [[121, 31], [121.01, 31], [121.01, 31.01], [121, 31.01]]

describe('measures', () => {
  it('knows the length of a degree of latitude', () => {
    expect(metresBetween([121, 31], [121, 32])).toBeCloseTo(111_195, -1)
    expect(lengthOf([[121, 31], [121, 31.5], [121, 32]])).toBeCloseTo(111_195, -1)
    expect(lengthOf([[121, 31]])).toBe(0)
  })

  it('knows the area of a small square, whichever way round it is drawn', () => {
    const expected = 1_111.95 * 1_111.95 * Math.cos((31.005 * Math.PI) / 180)
    expect(Math.abs(areaOf(square) / expected - 1)).toBeLessThan(0.0005)
    expect(areaOf([...square].reverse())).toBeCloseTo(areaOf(square), 3)
    expect(areaOf(square.slice(0, 2))).toBe(0)
  })

  it('draws a circle that holds all that is near enough', () => {
    const centre: Position = [121.47, 31.23]
    const ring = circle(centre, 100).coordinates[0] as Position[]
    const middles = ring.slice(1).map((to, i): Position => [(to[0] + ring[i]![0]) / 2, (to[1] + ring[i]![1]) / 2])
    for (const middle of middles) {
      expect(metresBetween(centre, middle)).toBeGreaterThan(99.9)
      expect(metresBetween(centre, middle)).toBeLessThan(100.5)
    }
    expect(ring[0]).toEqual(ring.at(-1))
  })

  it('sees when an outline crosses itself', () => {
    expect(tangled(square)).toBe(false)
    expect(tangled([square[0]!, square[2]!, square[1]!, square[3]!])).toBe(true)
  })
})
