import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api } from '@/kernel/http'

/** The quarters of the reader's region, by name. */
export function useQuarterNames() {
  const { data } = useQuery({
    queryKey: ['registry', 'quarter-names'],
    queryFn: () =>
      api.get<{ quarters: { id: number; name: string }[] }>('/api/v1/registry/quarters', {
        measure: 'RESIDENTS',
      }),
    staleTime: 300_000,
    select: ({ quarters }) => quarters.map(({ id, name }) => ({ id, name })),
  })
  return { quarters: computed(() => data.value ?? []) }
}
