import { describe, expect, it } from 'vitest'
import { distance, formatDistance, formatDuration, formatMoment, formatTime } from './format'

describe('format', () => {
  const zone = 'Asia/Shanghai'

  it('tells the time in the zone of the city', () => {
    expect(formatTime('2026-11-23T21:05:09Z', 'zh', zone)).toBe('05:05')
    expect(formatTime('2026-11-23T21:05:09Z', 'zh', zone, 'seconds')).toBe('05:05:09')
    expect(formatTime('2026-11-23T21:05:09Z', 'zh', zone, 'date')).toBe('2026-11-24')
  })

  it('adds the day only when it is not today', () => {
    const now = Date.parse('2026-11-24T03:00:00Z')
    expect(formatMoment('2026-11-24T01:30:00Z', 'zh', zone, now)).toBe('09:30')
    expect(formatMoment('2026-11-22T01:30:00Z', 'zh', zone, now)).toBe('11-22 09:30')
    expect(formatMoment('2025-11-22T01:30:00Z', 'zh', zone, now)).toBe('2025-11-22 09:30')
  })

  it('says a span in at most two units', () => {
    expect(formatDuration(45_900, 'zh')).toBe('45秒')
    expect(formatDuration(125 * 60_000, 'zh')).toBe('2小时5分')
    expect(formatDuration(125 * 60_000, 'en')).toBe('2 h 5 min')
    expect(formatDuration(-76 * 3_600_000, 'zh')).toBe('3天4小时')
  })

  it('rounds metres to ten and kilometres to a tenth', () => {
    expect(formatDistance(324, 'zh')).toBe('320米')
    expect(formatDistance(1449, 'en')).toBe('1.4 km')
  })

  it('measures one thousandth of a degree of latitude as 111 metres', () => {
    expect(distance({ lat: 31, lng: 121 }, { lat: 31.001, lng: 121 })).toBeCloseTo(111.2, 1)
  })
})
