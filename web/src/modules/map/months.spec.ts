import { describe, expect, it } from 'vitest'
import { dayIn, daysBetween, daysLater, endOfDay, monthsLater, monthsUpTo } from './months'

describe('days of the time slider', () => {
  it('counts months backwards over the turn of a year', () => {
    expect(monthsUpTo('2026-02-14', 4)).toEqual(['2025-11-01', '2025-12-01', '2026-01-01', '2026-02-01'])
    expect(monthsLater('2026-03-31', -1)).toBe('2026-02-28')
    expect(monthsLater('2026-01-15', -1)).toBe('2025-12-15')
    expect(monthsLater('2025-12-15', 2)).toBe('2026-02-15')
  })

  it('counts days', () => {
    expect(daysBetween('2026-02-27', '2026-03-01')).toBe(2)
    expect(daysLater('2026-03-01', -2)).toBe('2026-02-27')
  })

  it('ends a day at midnight of the city', () => {
    expect(endOfDay('2026-10-24', 'Asia/Shanghai')).toBe('2026-10-24T15:59:59Z')
    expect(endOfDay('2026-10-24', 'America/New_York')).toBe('2026-10-25T03:59:59Z')
    expect(dayIn('Asia/Shanghai', Date.parse('2026-10-24T16:00:00Z'))).toBe('2026-10-25')
  })
})
