import { describe, expect, it } from 'vitest'
import { isComplete, needsOf } from './actionForms'

describe('action forms', () => {
  it('reads what an action needs', () => {
    expect(needsOf({ action: 'FINISH', needs: ['photo', 'note?', 'unheard of'] })).toEqual([
      { field: 'photo', optional: false },
      { field: 'note', optional: true },
    ])
    expect(needsOf({ action: 'FINISH', needs: ['photos?'] })).toEqual([
      { field: 'photo', optional: true },
    ])
  })

  it('is complete when everything that must be given is given', () => {
    const needs = needsOf({ action: 'CHECK_FAIL', needs: ['reason', 'photo?'] })
    expect(isComplete(needs, { reason: '  ' })).toBe(false)
    expect(isComplete(needs, { reason: '现场仍有垃圾' })).toBe(true)
  })
})
