import { describe, expect, it } from 'vitest'
import { lookOf, queryOf, type Look } from './look'

const full: Look = {
  camera: { lng: 121.473701, lat: 31.230416, zoom: 16.25, pitch: 60, bearing: -30 },
  on: ['gas'],
  off: ['trees', 'street-lamps'],
  dim: { buildings: 40 },
  time: '2026-10-24',
  id: '31010101037000042',
  under: true,
  solid: true,
  case: 12,
  around: 250,
}

describe('a link to the map', () => {
  it('says all there is and is read back', () => {
    const query = queryOf(full)
    expect(query).toEqual({
      at: '121.473701,31.230416,16.25,60,-30',
      on: 'gas',
      off: 'trees,street-lamps',
      dim: 'buildings:40',
      time: '2026-10-24',
      id: '31010101037000042',
      under: '1',
      solid: '1',
      case: '12',
      around: '250',
    })
    expect(lookOf(query as Record<string, string>)).toEqual(full)
  })

  it('says nothing where all is as usual', () => {
    expect(queryOf(lookOf({}))).toEqual({})
  })

  it('does not say what it says wrongly', () => {
    const look = lookOf({ at: '200,31,9', time: '2026-13-40', id: '12', case: 'x', dim: 'a:b,:3', on: '<b>' })
    expect(queryOf(look)).toEqual({})
  })

  it('keeps the camera within what can be drawn', () => {
    expect(lookOf({ at: '121,31,40,90' }).camera).toEqual({ lng: 121, lat: 31, zoom: 22, pitch: 75, bearing: 0 })
    expect(lookOf({ at: '121,31' }).camera).toBeNull()
  })
})
