import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api } from '@/kernel/http'
import type { Region } from '@/kernel/types'
import type { Measure, Picture, QuarterFigures, QuarterMap, QuarterPage } from './types'

export function useMeasures() {
  return useQuery({
    queryKey: ['registry', 'measures'],
    queryFn: () => api.get<Measure[]>('/api/v1/registry/measures'),
    staleTime: Infinity,
  })
}

/** Quarters of a region, or of everything the reader may see, with one measure. */
export function useQuarterMap(measure: MaybeRefOrGetter<string>, region: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: ['registry', 'quarters', computed(() => toValue(region)), computed(() => toValue(measure))],
    queryFn: ({ signal }) =>
      api.get<QuarterMap>(
        '/api/v1/registry/quarters',
        { measure: toValue(measure), region: toValue(region) },
        { signal },
      ),
    placeholderData: keepPreviousData,
  })
}

export function useQuarterFigures(id: MaybeRefOrGetter<number | null>) {
  return useQuery({
    queryKey: ['registry', 'figures', computed(() => toValue(id))],
    queryFn: () => api.get<QuarterFigures>(`/api/v1/registry/quarters/${toValue(id)}/figures`),
    enabled: computed(() => toValue(id) !== null),
  })
}

export function useQuarterPage(id: MaybeRefOrGetter<number>) {
  return useQuery({
    queryKey: ['registry', 'quarter', computed(() => toValue(id))],
    queryFn: () => api.get<QuarterPage>(`/api/v1/registry/quarters/${toValue(id)}`),
  })
}

/** All buildings of a quarter, floors × doors. */
export function usePictures(quarter: MaybeRefOrGetter<number>) {
  return useQuery({
    queryKey: ['registry', 'pictures', computed(() => toValue(quarter))],
    queryFn: () => api.get<Picture[]>(`/api/v1/registry/quarters/${toValue(quarter)}/pictures`),
    shallow: true,
  })
}

/** A region with those above it. */
export function useRegion(code: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: ['regions', 'one', computed(() => toValue(code))],
    queryFn: () => api.get<Region & { ancestors: Region[] }>(`/api/v1/regions/${toValue(code)}`),
    enabled: computed(() => toValue(code) !== ''),
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  })
}
