import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api } from '@/kernel/http'
import type { Region } from '@/kernel/types'

/** The regions above one, from the city down. */
export function useRegionLine(code: MaybeRefOrGetter<string | null>) {
  return useQuery({
    queryKey: ['regions', 'line', computed(() => toValue(code))],
    queryFn: async () => (await api.get<{ ancestors: Region[] }>(`/api/v1/regions/${toValue(code)}`)).ancestors,
    enabled: computed(() => Boolean(toValue(code))),
    staleTime: Infinity,
    retry: false,
  })
}
