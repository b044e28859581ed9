import { describe, expect, it } from 'vitest'
import type { DrawnQuarter } from './quarterOverlay'
import { sorted } from './sorting'

const quarter = (name: string, count: number | null) =>
  ({ colour: '', row: { name, count, share: count === null ? null : count / 100 } }) as DrawnQuarter
const quarters = [quarter('10期', 3), quarter('2期', null), quarter('3期', 30)]
const names = (list: DrawnQuarter[]) => list.map(({ row }) => row.name)

describe('sorting', () => {
  it('puts what is withheld last both ways', () => {
    expect(names(sorted(quarters, 'count', true))).toEqual(['3期', '10期', '2期'])
    expect(names(sorted(quarters, 'share', false))).toEqual(['10期', '3期', '2期'])
  })

  it('takes numbers in names as numbers', () => {
    expect(names(sorted(quarters, 'name', false))).toEqual(['2期', '3期', '10期'])
  })
})
