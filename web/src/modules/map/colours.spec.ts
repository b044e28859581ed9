import { describe, expect, it } from 'vitest'
import { coloursOf, onTheme } from './colours'
import type { MapLayer } from './types'

describe('colours', () => {
  it('are lighter on the wall', () => {
    expect(onTheme('#1e7fd6', 'light')).toBe('#1e7fd6')
    expect(onTheme('#1e7fd6', 'dark')).toBe('#62a5e2')
  })

  it('never vanish on paper', () => {
    expect(onTheme('#ffffff', 'light')).toBe('#b8c2cc')
  })

  it('belong to the layer of a class', () => {
    const lamps = { id: 'lamps', classes: ['01037'], colour: '#e2950b' } as MapLayer
    const { ofClass, ofNumber } = coloursOf([lamps], 'light')
    expect(ofClass('01037')).toBe('#e2950b')
    expect(ofNumber(1037)).toBe('#e2950b')
    expect(ofClass('09999')).toBe('#7d8b99')
  })
})
