import { useQuery } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { api } from './http'
import type { City, Region, RegionLevel } from './types'

/** The city this installation runs. */
export function useCity() {
  const query = useQuery({
    queryKey: ['city'],
    queryFn: () => api.get<City>('/api/v1/city'),
    staleTime: Infinity,
  })
  return { city: query.data, query }
}

export interface RegionProperties {
  code: string
  nameZh: string
  nameEn: string
  level: RegionLevel
  parent: string | null
}
export type RegionCollection = GeoJSON.FeatureCollection<
  GeoJSON.Polygon | GeoJSON.MultiPolygon,
  RegionProperties
>

/** Shapes of one level, below one parent if given; nothing is asked while the level is null. */
export function useRegionShapes(
  level: MaybeRefOrGetter<RegionLevel | null>,
  parent: MaybeRefOrGetter<string | null | undefined> = null,
) {
  return useQuery({
    queryKey: ['regions', 'geojson', computed(() => toValue(level)), computed(() => toValue(parent) ?? null)],
    queryFn: () =>
      api.get<RegionCollection>('/api/v1/regions/geojson', {
        level: toValue(level),
        parent: toValue(parent),
      }),
    enabled: computed(() => toValue(level) !== null),
    staleTime: Infinity,
    shallow: true,
  })
}

/** Regions below one parent. */
export function useRegions(
  parent: MaybeRefOrGetter<string | null | undefined>,
  level: MaybeRefOrGetter<RegionLevel | null> = null,
) {
  return useQuery({
    queryKey: ['regions', 'list', computed(() => toValue(parent) ?? null), computed(() => toValue(level))],
    queryFn: () =>
      api.get<Region[]>('/api/v1/regions', { parent: toValue(parent), level: toValue(level) }),
    enabled: computed(() => Boolean(toValue(parent) || toValue(level))),
    staleTime: Infinity,
  })
}
