import { describe, expect, it } from 'vitest'
import { band, optionOf, withGaps, type Picture } from './chartOption'
import type { Bucket } from './types'

const minute = (n: number, mean: number, spread = 0): Bucket => ({
  from: new Date(n * 60_000).toISOString(),
  to: new Date((n + 1) * 60_000).toISOString(),
  count: 1,
  min: mean - spread,
  mean,
  max: mean + spread,
  last: mean,
})

describe('a chart', () => {
  it('shows a gap as a gap', () => {
    const drawn = withGaps([minute(0, 1), minute(1, 2), minute(9, 3)], 180)
    expect(drawn.map(([, value]) => value)).toEqual([1, 2, null, 3])
  })
  it('keeps a line over a pause that is none', () => {
    expect(withGaps([minute(0, 1), minute(3, 2)], 180).map(([, value]) => value)).toEqual([1, 2])
  })
  it('stacks what is between the least and the greatest', () => {
    const { base, height } = band([minute(0, 5, 2)], 60)
    expect(base[0]![1]).toBe(3)
    expect(height[0]![1]).toBe(4)
  })

  const picture: Picture = {
    lines: [{ key: 'a', name: 'A', unit: 'm', points: [minute(0, 1), minute(1, 2)], gapSeconds: 60 }],
    limits: [{ name: '≥ 5', value: 5 }],
    marks: [{ from: minute(0, 0).from, to: minute(0, 0).from, strong: true }],
    from: minute(0, 0).from,
    to: minute(400, 0).from,
    look: { text: '', faint: '', line: '', bad: '', marked: '', other: '', colours: ['#000'] },
    locale: 'en',
    zone: 'UTC',
    zoom: true,
  }
  it('leaves room for a limit no reading comes near', () => {
    const axis = optionOf(picture).yAxis[0]!
    expect(axis.max!({ max: 2 })).toBeGreaterThanOrEqual(5)
    expect(axis.min!({ min: 1 })).toBeLessThanOrEqual(1)
  })
  it('ends its axis at a number one can read', () => {
    const axis = optionOf({ ...picture, limits: [] }).yAxis[0]!
    expect(axis.min!({ min: 2.88 })).toBe(2.8)
    expect(axis.max!({ max: 0.29 })).toBe(0.29)
  })
  it('lets the shortest firing be seen', () => {
    const [begin, end] = (optionOf(picture).series[0] as unknown as { markArea: { data: { xAxis: number }[][] } }).markArea.data[0]!
    expect(end!.xAxis - begin!.xAxis).toBe(60_000)
  })
  it('gives each unit an axis', () => {
    const two = { ...picture, lines: [...picture.lines, { ...picture.lines[0]!, key: 'b', unit: 'Cel' }] }
    expect(optionOf(two).yAxis).toHaveLength(2)
  })
})
