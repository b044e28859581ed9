import { describe, expect, it } from 'vitest'
import { groupsOf, layerOfClass, shown, switched, wishOf } from './layerTree'
import { lookOf } from './look'
import type { MapLayer } from './types'

const layer = (id: string, classes: string[], more: Partial<MapLayer> = {}): MapLayer => ({
  id,
  group: 'things',
  groupZh: '部件',
  groupEn: 'Components',
  nameZh: id,
  nameEn: id,
  geometry: 'POINT',
  classes,
  minZoom: 12,
  colour: '#888888',
  guarded: false,
  underground: false,
  readable: true,
  network: null,
  ...more,
})
const lamps = layer('lamps', ['01037'])
const utilities = layer('utilities', ['01'])
const water = layer('water', ['01999'], { underground: true, group: 'pipes' })
const gas = layer('gas', ['01996'], { underground: true, guarded: true, readable: false, group: 'pipes' })
const all = [utilities, lamps, water, gas]
const codes = ['01001', '01037', '01996', '01999']

describe('the layer tree', () => {
  it('keeps layers of a group together', () => {
    expect(groupsOf(all).map((group) => group.layers.length)).toEqual([2, 2])
  })

  it('gives a class to the layer that names it most fully', () => {
    expect(layerOfClass(all, '01037')).toBe(lamps)
    expect(layerOfClass(all, '01001')).toBe(utilities)
    expect(layerOfClass(all, '05001')).toBeUndefined()
  })

  it('shows what lies below the ground only to who looks there, and what is locked to nobody', () => {
    const look = lookOf({})
    expect(all.map((one) => shown(one, look))).toEqual([true, true, false, false])
    expect(all.map((one) => shown(one, lookOf({ under: '1' })))).toEqual([true, true, true, false])
    expect(shown(water, lookOf({ on: 'water' }))).toBe(true)
  })

  it('writes down only what is other than usual', () => {
    const off = switched([lamps, water], false, lookOf({}))
    expect(off).toEqual({ on: [], off: ['lamps'] })
    expect(switched([lamps, water, gas], true, lookOf({ off: 'lamps' }))).toEqual({ on: ['water'], off: [] })
  })

  it('tells the map the classes', () => {
    const wish = wishOf(all, codes, lookOf({ off: 'lamps', dim: 'utilities:30', on: 'water' }))
    expect(wish.hidden).toEqual([1037, 1996])
    expect(wish.dim).toEqual([{ classes: [1001], share: 0.3 }])
    expect(wish.pipes).toBe(true)
  })
})
