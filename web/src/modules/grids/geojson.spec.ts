import { describe, expect, it } from 'vitest'
import { BadFile, exported, imported, nextCodes } from './geojson'
import type { Grid } from './types'

const outline = { type: 'Polygon' as const, coordinates: [[[0, 0], [1, 0], [1, 1], [0, 0]]] }
const grid: Grid = { code: '310105002001001', nameZh: '第1网格', nameEn: 'Grid 1', outline }

describe('a file of grids', () => {
  it('comes back as it went out', () => {
    const back = imported(exported([grid], '310105002001'), () => 'x')
    expect(back).toEqual([grid])
  })

  it('gives codes to those without one, also to those that repeat one', () => {
    const feature = { type: 'Feature', properties: { code: 'a' }, geometry: outline }
    const file = JSON.stringify({ type: 'FeatureCollection', features: [feature, feature, { ...feature, properties: null }] })
    const codes = imported(file, nextCodes('310105002001', ['310105002001007'])).map((each) => each.code)
    expect(codes).toEqual(['a', '310105002001008', '310105002001009'])
  })

  it('is refused when it is none', () => {
    for (const bad of ['{', '[]', '{"type":"Feature"}', '{"type":"FeatureCollection","features":[{"geometry":{"type":"Point"}}]}']) {
      expect(() => imported(bad, () => 'x')).toThrow(BadFile)
    }
  })
})
