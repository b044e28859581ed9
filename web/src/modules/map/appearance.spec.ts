import type { StyleSpecification } from 'maplibre-gl'
import { describe, expect, it } from 'vitest'
import { appearance, times, type Wish } from './appearance'

const style = {
  version: 8,
  metadata: { 'yiwang:underground': [['road', 'line-opacity', 0.2], ['pipe', 'visibility', 'visible']] },
  sources: {},
  layers: [
    { id: 'background', type: 'background' },
    {
      id: 'road',
      type: 'line',
      source: 'base',
      filter: ['==', ['get', 'c'], 2999],
      metadata: { 'yiwang:kind': 'surface', 'yiwang:classes': true },
      paint: { 'line-opacity': ['interpolate', ['linear'], ['zoom'], 10, 0.5, 14, 1] },
    },
    {
      id: 'pipe',
      type: 'line',
      source: 'pipes',
      layout: { visibility: 'none' },
      metadata: { 'yiwang:kind': 'underground', 'yiwang:classes': true },
    },
    { id: 'building-3d', type: 'fill-extrusion', source: 'base', layout: { visibility: 'none' }, metadata: { 'yiwang:kind': 'building-3d' } },
  ],
} as unknown as StyleSpecification
const plain: Wish = { hidden: [], dim: [], under: false, pipes: false, solid: false }
const dress = (id: string, wish: Partial<Wish>) =>
  appearance(style, { ...plain, ...wish }).find((one) => one.id === id)!

describe('the city as one wants to see it', () => {
  it('is the style itself when nothing is wanted', () => {
    expect(dress('road', {})).toEqual({ id: 'road', filter: ['==', ['get', 'c'], 2999], visible: true, paint: {} })
    expect(dress('pipe', {}).visible).toBe(false)
  })

  it('leaves out classes beside what a layer leaves out by itself', () => {
    const hides = ['!', ['in', ['get', 'c'], ['literal', [1037]]]]
    expect(dress('road', { hidden: [1037] }).filter).toEqual(['all', ['==', ['get', 'c'], 2999], hides])
    expect(dress('pipe', { hidden: [1037] }).filter).toEqual(hides)
    expect(dress('background', { hidden: [1037] }).filter).toBeNull()
  })

  it('looks below the ground and, apart from that, at the pipes alone', () => {
    expect(dress('road', { under: true }).paint).toEqual({ 'line-opacity': 0.2 })
    expect(dress('pipe', { under: true }).visible).toBe(true)
    expect(dress('pipe', { pipes: true }).visible).toBe(true)
  })

  it('builds bodies only when asked', () => {
    expect(dress('building-3d', { solid: true }).visible).toBe(true)
    expect(dress('building-3d', {}).visible).toBe(false)
  })

  it('fades classes at every stop of a curve of zoom', () => {
    const factor = ['match', ['get', 'c'], [2999], 0.4, 1]
    expect(dress('road', { dim: [{ classes: [2999], share: 0.4 }] }).paint['line-opacity']).toEqual([
      'interpolate',
      ['linear'],
      ['zoom'],
      10,
      ['*', 0.5, factor],
      14,
      ['*', 1, factor],
    ])
    expect(times(undefined, factor)).toEqual(['*', 1, factor])
    expect(times(['step', ['zoom'], 0, 12, 1], factor)).toEqual(['step', ['zoom'], ['*', 0, factor], 12, ['*', 1, factor]])
  })
})
