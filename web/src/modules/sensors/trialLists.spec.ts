import { describe, expect, it } from 'vitest'
import { compared } from './trialLists'
import type { Outcome, TrialFiring } from './types'

const firing = (device: string, at: number, to: number | null): TrialFiring => ({
  device,
  since: `2026-11-24T0${at}:00:00Z`,
  at: `2026-11-24T0${at}:00:00Z`,
  to: to === null ? null : `2026-11-24T0${to}:00:00Z`,
  value: 1,
  peak: null,
  whyZh: '',
  whyEn: '',
})
const outcome = (...firings: TrialFiring[]): Outcome => ({ readings: 9, cut: false, firings })

describe('a trial beside the version in force', () => {
  it('tells what is the same, new, and gone', () => {
    const list = compared(
      outcome(firing('a', 1, 2), firing('a', 6, null)),
      outcome(firing('a', 1, 3), firing('a', 4, 5)),
    )
    expect(list.map(({ at, by }) => [at.slice(12, 13), by])).toEqual([
      ['6', 'tried'],
      ['4', 'present'],
      ['1', 'both'],
    ])
  })
  it('does not mix devices', () => {
    const list = compared(outcome(firing('a', 1, 2)), outcome(firing('b', 1, 2)))
    expect(list.map(({ by }) => by).sort()).toEqual(['present', 'tried'])
  })
  it('has nothing to compare with when there is no version in force', () => {
    expect(compared(outcome(firing('a', 1, 2)), null)[0]!.by).toBe('tried')
  })
})
