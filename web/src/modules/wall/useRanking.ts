import { computed, type Ref } from 'vue'
import type { RegionCollection } from '@/kernel/city'
import { inside } from '@/kernel/map/shapes'
import type { MapPoint } from '@/kernel/map/points'
import type { RegionCount } from '../cases/useCounters'

/**
 * Open cases of the regions below the one looked at, most first. The server counts districts; what
 * lies deeper is counted here from the points on the map, each placed once.
 */
export function useRanking(
  byDistrict: Ref<RegionCount[] | undefined>,
  children: Ref<RegionCollection | undefined>,
  points: Ref<readonly MapPoint[]>,
) {
  let placed = new Map<number, string | null>()
  let placedIn: RegionCollection | undefined

  function place(point: MapPoint, regions: RegionCollection) {
    let code = placed.get(point.id)
    if (code === undefined) {
      const region = regions.features.find((f) => inside(point.lng, point.lat, f.geometry))
      code = region?.properties.code ?? null
      placed.set(point.id, code)
    }
    return code
  }

  /** The server's figures, which leave out regions without a case. */
  function told(regions: RegionCollection) {
    const rows = new Map(byDistrict.value?.map((row) => [row.code, row]))
    return regions.features.map(
      ({ properties: { code, nameZh, nameEn } }) =>
        rows.get(code) ?? { code, nameZh, nameEn, open: 0, overdue: 0, closedToday: 0 },
    )
  }

  function count(regions: RegionCollection) {
    if (placedIn !== regions) placed = new Map()
    placedIn = regions
    const rows = new Map(
      regions.features.map(({ properties: { code, nameZh, nameEn } }) => [
        code,
        { code, nameZh, nameEn, open: 0, overdue: 0, closedToday: 0 },
      ]),
    )
    for (const point of points.value) {
      const row = rows.get(place(point, regions) ?? '')
      if (!row) continue
      row.open++
      if (point.due === 'OVERDUE') row.overdue++
    }
    return [...rows.values()]
  }

  return computed<RegionCount[]>(() => {
    const regions = children.value
    const counted = new Set(byDistrict.value?.map((row) => row.code))
    const known = regions?.features.some((f) => counted.has(f.properties.code))
    const rows = !regions ? [...(byDistrict.value ?? [])] : known ? told(regions) : count(regions)
    return rows.sort((a, b) => b.open - a.open || a.code.localeCompare(b.code))
  })
}
