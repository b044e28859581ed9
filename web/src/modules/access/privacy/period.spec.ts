import { describe, expect, it } from 'vitest'
import { parsePeriod, writePeriod } from './period'

describe('period', () => {
  it('reads and writes what the server says', () => {
    for (const iso of ['P180D', 'P6M', 'P3Y']) expect(writePeriod(parsePeriod(iso)!)).toBe(iso)
    expect(parsePeriod('P1Y6M')).toBeNull()
  })
})
