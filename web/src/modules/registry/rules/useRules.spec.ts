import { describe, expect, it } from 'vitest'
import { changesOf, type Rules } from './useRules'

const rules = (trust: number, agree: number): Rules => ({
  evidence: [{ evidence: 'NAME', agree, differ: -6 }],
  trusts: [
    { field: 'PHONE', kind: 'SELF_REPORT', trust, halfLifeDays: 365 },
    { field: 'PHONE', kind: 'CHECKPOINT', trust: 0.8, halfLifeDays: 365 },
  ],
})

describe('changesOf', () => {
  it('names the rules that differ and no others, in both directions', () => {
    expect(changesOf(rules(0.9, 9), rules(0.95, 9))).toEqual({
      evidence: [],
      trusts: [{ field: 'PHONE', kind: 'SELF_REPORT', trust: 0.9, halfLifeDays: 365 }],
    })
    expect(changesOf(rules(0.95, 9), rules(0.9, 8)).evidence).toHaveLength(1)
    expect(changesOf(rules(0.9, 9), rules(0.9, 9))).toEqual({ evidence: [], trusts: [] })
  })
})
