import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { api } from '@/kernel/http'

/** A named filter of one person with its columns; `query` is the address's without the page. */
export interface SavedView {
  name: string
  query: string
  columns?: string[]
}

export function useViews() {
  const queries = useQueryClient()
  const list = useQuery({
    queryKey: ['views'],
    queryFn: async () => {
      const rows = await api.get<{ name: string; view: Omit<SavedView, 'name'> }[]>('/api/v1/views')
      return rows.map(({ name, view }): SavedView => ({ name, ...view }))
    },
    staleTime: 60_000,
  })
  const changed = () => queries.invalidateQueries({ queryKey: ['views'] })
  const path = (name: string) => `/api/v1/views/${encodeURIComponent(name)}`
  const save = useMutation({
    mutationFn: ({ name, ...view }: SavedView) => api.put(path(name), view),
    onSuccess: changed,
  })
  const remove = useMutation({
    mutationFn: (name: string) => api.delete(path(name)),
    onSuccess: changed,
  })
  return { views: list.data, save, remove }
}
