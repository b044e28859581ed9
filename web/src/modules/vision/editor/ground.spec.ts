import { describe, expect, it } from 'vitest'
import { metres, toGround } from './ground'

const at = (px: number, py: number, lng: number, lat: number) => ({ px, py, lng, lat })
/** A street seen along its length: the far edge is half as wide in the picture. */
const four = [
  at(0.25, 0.4, 121.43, 31.2204),
  at(0.75, 0.4, 121.4302, 31.2204),
  at(1, 0.9, 121.4302, 31.22),
  at(0, 0.9, 121.43, 31.22),
]

describe('four points of a picture and of the ground', () => {
  it('say where every other point of the picture lies', () => {
    const map = toGround(four)!
    for (const p of four) expect(metres(map(p.px, p.py)!, p)).toBeLessThan(0.001)
    const middle = map(0.5, 0.9)!
    expect(metres(middle, { lng: 121.4301, lat: 31.22 })).toBeLessThan(0.01)
    // The diagonals meet in the picture where they meet on the ground.
    const crossing = map(0.5, 0.4 + 0.5 / 3)!
    expect(metres(crossing, { lng: 121.4301, lat: 31.2202 })).toBeLessThan(0.01)
  })
  it('have the sky above the horizon', () => {
    expect(toGround(four)!(0.5, -0.2)).toBeNull()
  })
  it('say nothing while they are too few, on a line or in another order', () => {
    expect(toGround(four.slice(0, 3))).toBeNull()
    expect(toGround([four[0]!, four[1]!, at(0.5, 0.4, 121.4301, 31.2204), four[3]!])).toBeNull()
    const [a, b, c, d] = four as [(typeof four)[0], (typeof four)[0], (typeof four)[0], (typeof four)[0]]
    expect(toGround([{ ...a, lng: b.lng }, { ...b, lng: a.lng }, c, d])).toBeNull()
  })
})
