import { describe, expect, it } from 'vitest'
import type { CaseSummary } from '@/kernel/types'
import { askOf, filterOf, isNarrow, matches, noFilter, queryOf } from './filters'

const row = {
  number: '20261123-000123',
  stage: 'HANDLE',
  dueState: 'OVERDUE',
  channel: 'HOTLINE',
  regionPath: '310000.310105.310105002',
  unitCode: 'U1',
  classCode: '06010',
  classZh: '暴露垃圾',
  classEn: 'Exposed rubbish',
  address: '愚园路 1088 号',
  description: null,
  reportedAt: '2026-11-23T08:00:00Z',
} as CaseSummary

describe('filters', () => {
  it('goes to the address and back', () => {
    const filter = { ...noFilter, stage: ['FILE' as const], q: '井盖', sort: 'dueAt', page: 2 }
    expect(queryOf(filter)).toEqual({ stage: 'FILE', q: '井盖', sort: 'dueAt', page: '2' })
    expect(filterOf(queryOf(filter))).toEqual(filter)
    expect(filterOf({})).toEqual(noFilter)
  })

  it('leaves out what it does not understand', () => {
    const filter = filterOf({ stage: 'FILE,NONSENSE', page: '-3', size: '7', sort: 'a;drop' })
    expect(filter).toEqual({ ...noFilter, stage: ['FILE'] })
  })

  it('asks the server for the deepest region', () => {
    expect(askOf({ ...noFilter, district: '310105', street: '310105002' }).region).toBe('310105002')
    expect(askOf({ ...noFilter, district: '310105' }).region).toBe('310105')
  })

  it('is narrow only when it leaves cases out', () => {
    expect(isNarrow({ ...noFilter, sort: 'dueAt', page: 3 })).toBe(false)
    expect(isNarrow({ ...noFilter, due: ['OVERDUE'] })).toBe(true)
  })

  it.each([
    [{}, true],
    [{ stage: ['HANDLE' as const, 'FILE' as const] }, true],
    [{ stage: ['FILE' as const] }, false],
    [{ district: '310105' }, true],
    [{ district: '310106' }, false],
    [{ q: '愚园路' }, true],
    [{ q: 'EXPOSED' }, true],
    [{ from: '2026-11-23', to: '2026-11-23' }, true],
    [{ from: '2026-11-24' }, false],
  ])('knows whether a row belongs to the list: %j → %s', (part, expected) => {
    expect(matches(row, { ...noFilter, ...part })).toBe(expected)
  })
})
