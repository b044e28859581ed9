import { useMutation } from '@tanstack/vue-query'
import { computed, ref } from 'vue'
import { api } from '@/kernel/http'
import type { Person } from '../person'

export const BY = ['number', 'phone', 'name'] as const
export type By = (typeof BY)[number]

interface Found {
  items: Person[]
  page: number
  more: boolean
}

/** Finds persons by one exact value. What was asked for is kept nowhere: not in the address, not in a cache. */
export function usePersonSearch() {
  const wanted = ref<Partial<Record<By, string>>>({})
  const pages = ref<Found[]>([])
  const search = useMutation({
    mutationFn: (page: number) =>
      api.post<Found>('/api/v1/registry/persons/search', { ...wanted.value, page, size: 20 }),
    onSuccess: (found, page) => (pages.value = page ? [...pages.value, found] : [found]),
    gcTime: 0,
  })
  return {
    people: computed(() => pages.value.flatMap((page) => page.items)),
    searched: computed(() => pages.value.length > 0),
    more: computed(() => pages.value.at(-1)?.more ?? false),
    busy: search.isPending,
    error: search.error,
    find(by: By, value: string) {
      wanted.value = { [by]: value }
      pages.value = []
      search.mutate(0)
    },
    next: () => search.mutate(pages.value.length),
    again: () => search.mutate(0),
  }
}
