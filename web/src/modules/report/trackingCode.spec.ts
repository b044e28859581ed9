import { describe, expect, it } from 'vitest'
import { inFours, plainCode } from './trackingCode'

describe('a tracking code', () => {
  it('is shown in fours', () => {
    expect(inFours('5Q7GR4D7HPJGRECR')).toEqual(['5Q7G', 'R4D7', 'HPJG', 'RECR'])
    expect(inFours('ABCDEF')).toEqual(['ABCD', 'EF'])
  })

  it('is understood with gaps, dashes and small letters', () => {
    expect(plainCode(' 5q7g R4D7-hpjg　RECR\n')).toBe('5Q7GR4D7HPJGRECR')
  })
})
