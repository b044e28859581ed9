import { describe, expect, it } from 'vitest'
import { reasonOf } from './reasons'

describe('reasonOf', () => {
  it('says the usual reasons in Chinese and leaves the others alone', () => {
    expect(reasonOf('citizen number (3***************28) has a wrong check digit.', 'zh')).toContain('校验码')
    expect(reasonOf('credit code (9) must have 18 characters.', 'zh')).toContain('18 位')
    expect(reasonOf('something new', 'zh')).toBeNull()
    expect(reasonOf('must not be empty.', 'en')).toBeNull()
  })
})
