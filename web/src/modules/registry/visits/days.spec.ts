import { describe, expect, it } from 'vitest'
import { dayFrom, daysLate } from './days'

const noon = new Date('2026-11-24T12:00:00').getTime()

describe('daysLate', () => {
  it('counts whole days, and none for today or later', () => {
    expect(daysLate('2026-11-22', noon)).toBe(2)
    expect(daysLate('2026-11-24', noon)).toBe(0)
    expect(daysLate('2026-12-24', noon)).toBe(0)
  })
})

describe('dayFrom', () => {
  it('goes over the end of a month', () => {
    expect(dayFrom(noon, 7)).toBe('2026-12-01')
  })
})
