import { describe, expect, it } from 'vitest'
import { isoOf, seconds, spanOf } from './spans'

describe('spans', () => {
  it('reads what the server writes', () => {
    expect(seconds('PT1H30M')).toBe(5400)
    expect(seconds('P2DT3H')).toBe(183_600)
    expect(seconds('PT0S')).toBe(0)
    for (const none of ['', 'P', 'PT', 'soon', null]) expect(seconds(none)).toBeNull()
  })
  it('chooses the largest unit of which it is a whole number', () => {
    expect(spanOf('PT90S')).toEqual({ amount: 90, unit: 'S' })
    expect(spanOf('PT120S')).toEqual({ amount: 2, unit: 'M' })
    expect(spanOf('PT24H')).toEqual({ amount: 1, unit: 'D' })
  })
  it('writes what it reads', () => {
    for (const iso of ['PT30S', 'PT5M', 'PT3H', 'P7D']) expect(isoOf(spanOf(iso)!)).toBe(iso)
  })
})
