import { describe, expect, it } from 'vitest'
import { ref, shallowRef } from 'vue'
import type { RegionCollection } from '@/kernel/city'
import type { MapPoint } from '@/kernel/map/points'
import type { RegionCount } from '../cases/useCounters'
import { useRanking } from './useRanking'

const square = (code: string, x: number): RegionCollection['features'][number] => ({
  type: 'Feature',
  properties: { code, nameZh: code, nameEn: code, level: 'STREET', parent: 'd' },
  geometry: { type: 'Polygon', coordinates: [[[x, 0], [x + 1, 0], [x + 1, 1], [x, 1], [x, 0]]] },
})
const point = (id: number, lng: number, due: MapPoint['due'] = 'ON_TIME'): MapPoint => ({
  id,
  lng,
  lat: 0.5,
  stage: 'HANDLE',
  due,
})

describe('useRanking', () => {
  const streets = shallowRef<RegionCollection | undefined>({
    type: 'FeatureCollection',
    features: [square('a', 0), square('b', 1)],
  })

  it('counts points in streets, most first', () => {
    const points = shallowRef([point(1, 0.5), point(2, 1.5), point(3, 1.6, 'OVERDUE'), point(4, 9)])
    const rows = useRanking(ref<RegionCount[]>([]), streets, points).value
    expect(rows.map(({ code, open, overdue }) => [code, open, overdue])).toEqual([
      ['b', 2, 1],
      ['a', 1, 0],
    ])
  })

  it('takes the figures of the server where it has them', () => {
    const row = { code: 'a', nameZh: '', nameEn: '', open: 7, overdue: 0, closedToday: 0 }
    const rows = useRanking(ref([row]), streets, shallowRef([])).value
    expect(rows.map(({ code, open }) => [code, open])).toEqual([
      ['a', 7],
      ['b', 0],
    ])
  })
})
