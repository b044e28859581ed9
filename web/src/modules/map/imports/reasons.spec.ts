import { describe, expect, it } from 'vitest'
import { reasonOf } from './reasons'

describe('reasonOf', () => {
  it('says the usual reasons in Chinese and leaves the others alone', () => {
    expect(reasonOf('is in row 17 already.', 'zh')).toBe('编号与第 17 行重复')
    expect(reasonOf('must be a point for this class.', 'zh')).toContain('点状')
    expect(reasonOf('lies outside of EPSG:4549.', 'zh')).toContain('EPSG:4549')
    expect(reasonOf('something new', 'zh')).toBeNull()
    expect(reasonOf('must not be empty.', 'en')).toBeNull()
  })
})
