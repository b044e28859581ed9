import { describe, expect, it } from 'vitest'
import { fit } from './photo'

describe('a photo', () => {
  it('keeps its shape within 1600 pixels', () => {
    expect(fit({ width: 4032, height: 3024 })).toEqual({ width: 1600, height: 1200 })
    expect(fit({ width: 3024, height: 4032 })).toEqual({ width: 1200, height: 1600 })
  })

  it('is not enlarged', () => {
    expect(fit({ width: 640, height: 480 })).toEqual({ width: 640, height: 480 })
  })
})
