import { describe, expect, it } from 'vitest'
import { areaWords, lengthWords, roundLength } from './units'

describe('measures in words', () => {
  it('change their unit with their size', () => {
    expect(lengthWords(12.34, true)).toBe('12.3 米')
    expect(lengthWords(345.6, false)).toBe('346 m')
    expect(lengthWords(1234.6, true)).toBe('1.235 公里')
    expect(areaWords(99.94, false)).toBe('99.9 m²')
    expect(areaWords(12_345, true)).toBe('1.23 公顷')
    expect(areaWords(2_500_000, false)).toBe('2.50 km²')
  })

  it('has round lengths for the scale bar', () => {
    expect([7, 23, 480, 510, 1999].map(roundLength)).toEqual([5, 20, 200, 500, 1000])
  })
})
