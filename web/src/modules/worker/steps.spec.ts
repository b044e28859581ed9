import { describe, expect, it } from 'vitest'
import { nextSteps, progress } from './steps'

describe('the steps on the phone', () => {
  it('are what the server allows, in the order of the work', () => {
    expect(nextSteps(['COMMENT', 'CANNOT', 'FINISH', 'ARRIVE'], [])).toEqual(['ARRIVE', 'FINISH', 'CANNOT'])
  })

  it('move on without a network by what waits on the phone', () => {
    expect(nextSteps(['ACCEPT', 'CANNOT'], ['ACCEPT'])).toEqual(['ARRIVE', 'FINISH', 'CANNOT'])
    expect(nextSteps(['ACCEPT', 'CANNOT'], ['ACCEPT', 'ARRIVE'])).toEqual(['FINISH', 'CANNOT'])
    expect(nextSteps(['ACCEPT', 'CANNOT'], ['ACCEPT', 'FINISH'])).toEqual([])
  })

  it('show how far the work is', () => {
    expect(progress('PENDING_HANDLE', [], [])).toBe(0)
    expect(progress('PENDING_HANDLE', [], ['ACCEPT'])).toBe(1)
    expect(progress('HANDLING', ['ACCEPT'], [])).toBe(1)
    expect(progress('HANDLING', ['ACCEPT', 'ARRIVE'], [])).toBe(2)
    expect(progress('PENDING_CHECK', ['ACCEPT', 'ARRIVE', 'FINISH'], [])).toBe(3)
  })

  it('begin again when the work came back', () => {
    expect(progress('HANDLING', ['ACCEPT', 'ARRIVE', 'FINISH', 'CHECK_FAIL'], [])).toBe(1)
  })
})
