import { describe, expect, it } from 'vitest'
import { byBuilding, placeOf } from './place'

describe('placeOf', () => {
  it('leaves blanks in the name of a quarter alone', () => {
    expect(placeOf('江苏 新村 1号楼 2 602')).toEqual({ building: '江苏 新村 1号楼', entrance: '2', door: '602' })
  })
})

describe('byBuilding', () => {
  it('keeps the order of the rows and of the buildings', () => {
    const rows = ['甲 1号楼 1 101', '甲 2号楼 1 101', '甲 1号楼 1 102'].map((place) => ({ place }))
    expect(byBuilding(rows).map((group) => [group.building, group.rows.length])).toEqual([
      ['甲 1号楼', 2],
      ['甲 2号楼', 1],
    ])
  })
})
