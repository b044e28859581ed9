import { describe, expect, it } from 'vitest'
import type { Corner, Zone } from '../cameraTypes'
import { crosses, insertCorner, middle, moveCorner, moveZone, removeCorner, removeZone } from './zones'

const square: Corner[] = [
  [0.1, 0.1],
  [0.5, 0.1],
  [0.5, 0.5],
  [0.1, 0.5],
]
const zones = (...all: Corner[][]): Zone[] => all.map((corners) => ({ kind: 'PRIVACY', name: 'x', corners }))

describe('a zone on a picture', () => {
  it('has corners that are moved inside the picture only', () => {
    expect(moveCorner(zones(square), 0, 1, 1.4, -0.2)[0]!.corners[1]).toEqual([1, 0])
    expect(moveCorner(zones(square), 0, 1, 0.61, 0.123456)[0]!.corners[1]).toEqual([0.61, 0.1235])
  })
  it('gets a corner between two and loses one again', () => {
    const five = insertCorner(zones(square), 0, 0, 0.3, 0.05)
    expect(five[0]!.corners).toHaveLength(5)
    expect(five[0]!.corners[1]).toEqual([0.3, 0.05])
    expect(removeCorner(five, 0, 1)).toEqual(zones(square))
  })
  it('is gone with the corner it cannot do without', () => {
    const triangle = zones(square.slice(0, 3), square)
    expect(removeCorner(triangle, 0, 0)).toEqual(zones(square))
    expect(removeZone(triangle, 1)).toHaveLength(1)
  })
  it('is moved as a whole up to the edge and keeps its shape', () => {
    const moved = moveZone(zones(square), 0, -0.3, 0.2)[0]!.corners
    expect(moved).toEqual([
      [0, 0.3],
      [0.4, 0.3],
      [0.4, 0.7],
      [0, 0.7],
    ])
    expect(middle(moved)[0]).toBeCloseTo(0.2)
    expect(middle(moved)[1]).toBeCloseTo(0.5)
  })
  it('says when its edges cross', () => {
    expect(crosses(square)).toBe(false)
    expect(crosses([square[0]!, square[2]!, square[1]!, square[3]!])).toBe(true)
  })
})
