import { describe, expect, it } from 'vitest'
import { coloursOf, onTheme } from './colours'
import type { MapLayer } from './types'

describe('colours', () => {
  it('are lighter on the wall', () => {
    expect(onTheme('#1e7fd6', 'light')).toBe('#1e7fd6')
    expect(onTheme('#1e7fd6', 'dark')).toBe('#62a5e2')
  })

  it('are those of the styles, but never vanish on paper or on the wall', () => {
    const road = { id: 'road', classes: ['02999'], colour: '#ffffff' } as MapLayer
    const legend = [{ id: 'road', light: '#ffffff', dark: '#1a2530' }]
    expect(coloursOf([road], 'light').ofLayer(road)).toBe('#b8c2cc')
    expect(coloursOf([road], 'dark', legend).ofLayer(road)).toBe('#535c64')
    expect(coloursOf([road], 'light', [{ ...legend[0]!, light: '#c9b58a' }]).ofLayer(road)).toBe('#c9b58a')
  })

  it('belong to the layer of a class', () => {
    const lamps = { id: 'lamps', classes: ['01037'], colour: '#e2950b' } as MapLayer
    const { ofClass, ofNumber } = coloursOf([lamps], 'light')
    expect(ofClass('01037')).toBe('#e2950b')
    expect(ofNumber(1037)).toBe('#e2950b')
    expect(ofClass('09999')).toBe('#7d8b99')
  })
})
