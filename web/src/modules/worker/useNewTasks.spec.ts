import { describe, expect, it } from 'vitest'
import type { Duty } from '@/kernel/types'
import { concerns } from './useNewTasks'

const person = (...duties: Duty[]) => ({ id: 7, duties, regionCode: '310105' })
const row = (workerId: number | null, state: string, regionPath = '310000.310105.310105002') => ({
  workerId,
  state,
  regionPath,
})

describe('a change of a case', () => {
  it('concerns the worker who has it', () => {
    expect(concerns(row(7, 'PENDING_HANDLE'), person('GRID_WORKER'))).toBe(true)
    expect(concerns(row(8, 'PENDING_HANDLE'), person('GRID_WORKER'))).toBe(false)
  })

  it('concerns the checkers of the region once it is to be checked', () => {
    expect(concerns(row(8, 'PENDING_CHECK'), person('CHECKER'))).toBe(true)
    expect(concerns(row(8, 'HANDLING'), person('CHECKER'))).toBe(false)
    expect(concerns(row(8, 'PENDING_CHECK', '310000.310106'), person('CHECKER'))).toBe(false)
  })

  it('concerns nobody who is not signed in', () => {
    expect(concerns(row(7, 'PENDING_HANDLE'), null)).toBe(false)
  })
})
