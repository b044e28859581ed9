import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api } from '@/kernel/http'
import { named } from '@/kernel/i18n'
import { keeping } from '../phone/keeping'

interface Measure {
  code: string
  nameZh: string
  nameEn: string
  base: string
}

/** The special groups of this city, by the names it gives them; known without a network once they were. */
export function useGroupNames() {
  const { data } = useQuery({
    queryKey: ['registry', 'group-names'],
    queryFn: () => keeping('registry-measures', () => api.get<Measure[]>('/api/v1/registry/measures')),
    networkMode: 'always',
    staleTime: Infinity,
  })
  const groups = computed(() => (data.value?.value ?? []).filter((one) => one.base === 'RESIDENTS'))
  const name = (code: string): string =>
    named(groups.value.find((one) => one.code === code), 'name') || code
  return { groups, name }
}
