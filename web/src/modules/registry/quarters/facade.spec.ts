import { describe, expect, it } from 'vitest'
import { countsOf, entrancesOf, litBy } from './facade'
import type { DoorCell, Picture } from './types'

const door = (entrance: number, floor: number, label: string, groups: string[] = []): DoorCell => ({
  id: 0,
  entrance,
  floor,
  label,
  occupancy: groups.length ? 'OWN' : 'VACANT',
  residents: 0,
  groups,
})
const picture: Picture = {
  id: 1,
  quarterId: 1,
  name: '1号楼',
  entrances: [1, 2],
  floors: [12, 1],
  doors: [door(1, 1, '101'), door(1, 1, '103'), door(1, 12, '1202'), door(2, 1, '临街')],
}

describe('facade', () => {
  it('puts doors above each other and leaves gaps where there is none', () => {
    const [first, second] = entrancesOf(picture)
    expect(first!.columns).toBe(3)
    expect(first!.doors.map(({ column, row }) => [column, row])).toEqual([[0, 1], [2, 1], [1, 0]])
    expect(second!.doors).toMatchObject([{ column: 0, row: 1 }])
  })

  it('lights what fits one of the groups and one of the occupancies', () => {
    const old = door(1, 1, '101', ['ELDERLY'])
    expect(litBy(new Set())(old)).toBe(false)
    expect(litBy(new Set(['ELDERLY', 'INFANT']))(old)).toBe(true)
    expect(litBy(new Set(['ELDERLY', 'RENT']))(old)).toBe(false)
    expect(litBy(new Set(['OWN', 'RENT']))(old)).toBe(true)
  })

  it('counts doors by group and occupancy', () => {
    expect(countsOf([door(1, 1, '101', ['ELDERLY']), door(1, 1, '102', ['ELDERLY', 'INFANT'])])).toEqual({
      OWN: 2,
      ELDERLY: 2,
      INFANT: 1,
    })
  })
})
