import { describe, expect, it } from 'vitest'
import { Problem } from '@/kernel/http'
import type { CaseSummary } from '@/kernel/types'
import { differences, isStale } from './useCase'

describe('a case somebody else changed', () => {
  it('is told apart from other conflicts', () => {
    expect(isStale(new Problem(409, { type: 'urn:yiwang:problem:stale-case' }))).toBe(true)
    expect(isStale(new Problem(409, { type: 'urn:yiwang:problem:illegal-transition' }))).toBe(false)
  })

  it('shows only what differs', () => {
    const seen = { state: 'DISPATCHED', workerName: null, unitZh: 'A' } as CaseSummary
    const present = { ...seen, state: 'HANDLING', workerName: '王建国', version: 9 }
    expect(differences(seen, present)).toEqual([
      { field: 'state', was: 'DISPATCHED', is: 'HANDLING' },
      { field: 'workerName', was: null, is: '王建国' },
    ])
  })
})
