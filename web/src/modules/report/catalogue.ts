import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { api, Problem } from '@/kernel/http'
import { shelf } from '../phone/parcelStore'
import type { Place } from '../phone/where'
import { refDebounced } from './refDebounced'

export interface MatterClass {
  code: string
  nameZh: string
  nameEn: string
  majorZh: string
  majorEn: string
  kind: string
  keywords: string[]
}

/** All kinds of matters; the last ones known when there is no network. */
export function useClasses() {
  return useQuery({
    queryKey: ['catalogue', 'classes'],
    queryFn: async () => {
      try {
        const classes = await api.get<MatterClass[]>('/api/v1/catalogue/classes')
        void shelf.put('classes', classes).catch(() => {})
        return classes
      } catch (failure) {
        const kept = await shelf.find('classes').catch(() => undefined)
        if (kept) return kept.value as MatterClass[]
        throw failure
      }
    },
    networkMode: 'always',
    staleTime: Infinity,
  })
}

/** What the words suggest, the likeliest first. */
export function useSuggestions(text: Ref<string>) {
  const calm = refDebounced(text, 350)
  return useQuery({
    queryKey: ['catalogue', 'suggest', calm],
    queryFn: ({ signal }) =>
      api.get<MatterClass[]>('/api/v1/catalogue/suggest', { text: calm.value }, { signal }),
    enabled: computed(() => calm.value.trim().length >= 2),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
}

export interface Located {
  code: string
  level: string
  nameZh: string
  nameEn: string
  path: string
  /** From the city down, without the region itself. */
  ancestors?: { code: string; level: string; nameZh: string; nameEn: string }[]
}

async function regionAt(place: Place, signal?: AbortSignal): Promise<Located | null> {
  try {
    const query = { lat: place.lat.toFixed(6), lng: place.lng.toFixed(6) }
    return (await api.get<Located | undefined>('/api/v1/regions/at', query, { signal })) ?? null
  } catch (failure) {
    const outside = failure instanceof Problem && [400, 404, 422].includes(failure.status)
    if (outside) return null
    throw failure
  }
}

/** The region under the pin; null outside the city. */
export function useRegionAt(place: Ref<Place | null>) {
  const calm = refDebounced(place, 250)
  return useQuery({
    queryKey: ['regions', 'at', computed(() => calm.value && [calm.value.lat.toFixed(5), calm.value.lng.toFixed(5)])],
    queryFn: ({ signal }) => regionAt(calm.value!, signal),
    enabled: computed(() => calm.value !== null),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    retry: 1,
  })
}
