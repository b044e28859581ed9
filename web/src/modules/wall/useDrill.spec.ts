import { describe, expect, it } from 'vitest'
import { lookedAt, within } from './useDrill'

describe('where the wall looks', () => {
  it('begins in the region of whoever watches', () => {
    expect(within('')).toEqual([])
    expect(within('310000')).toEqual([])
    expect(within('310000.310105')).toEqual(['310105'])
    expect(within('310000.310105.310105002.310105002003')).toEqual(['310105', '310105002'])
  })

  it('follows the address, but no further up or aside than that', () => {
    expect(lookedAt('310105.310105002', [])).toEqual(['310105', '310105002'])
    expect(lookedAt(undefined, ['310105'])).toEqual(['310105'])
    expect(lookedAt('310105.310105002', ['310105'])).toEqual(['310105', '310105002'])
    expect(lookedAt('310101', ['310105'])).toEqual(['310105'])
  })
})
