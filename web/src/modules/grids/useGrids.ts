import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api } from '@/kernel/http'
import type { Area, Areas, Draft, Drawing, Grid, GridPage, Publication, Step } from './types'

const at = (code: string, rest = '') => `/api/map/grids/${code}${rest}`
/** What the server takes of a grid. */
const drawn = (grids: readonly Grid[]) =>
  grids.map(({ code, nameZh, nameEn, outline }) => ({ code, nameZh, nameEn, outline }))

/** The grids of a neighbourhood as they held on a day, today when none is given. */
export function useGridPage(code: MaybeRefOrGetter<string | null>, on: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: ['grids', 'page', computed(() => toValue(code)), computed(() => toValue(on))],
    queryFn: ({ signal }) => api.get<GridPage>(at(toValue(code)!), { on: toValue(on) }, { signal }),
    enabled: computed(() => Boolean(toValue(code))),
    retry: false,
  })
}

export function useAreas(code: MaybeRefOrGetter<string | null>, on: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: ['grids', 'areas', computed(() => toValue(code)), computed(() => toValue(on))],
    queryFn: () => api.get<Areas>(at(toValue(code)!, '/areas'), { on: toValue(on) }),
    enabled: computed(() => Boolean(toValue(code))),
    retry: false,
  })
}

/** What is done about the grids of a neighbourhood. */
export function useGridActs(code: () => string) {
  const queries = useQueryClient()
  async function changing<T>(act: Promise<T>, regions = false): Promise<T> {
    try {
      return await act
    } finally {
      void queries.invalidateQueries({ queryKey: ['grids'] })
      if (regions) void queries.invalidateQueries({ queryKey: ['regions'] })
    }
  }
  const publication = (id: number, act = '') => at(code(), `/publications/${id}${act}`)
  return {
    draw: (grids: readonly Grid[], step?: Step) =>
      api.post<Drawing>(at(code(), '/drawing'), { grids: drawn(grids), step }),
    keep: (grids: readonly Grid[], basis: string, version: number | null) =>
      changing(api.put<Draft>(at(code(), '/draft'), { grids: drawn(grids), basis, version })),
    drop: () => changing(api.delete<void>(at(code(), '/draft'))),
    publish: (version: number, from: string | null, reason: string) =>
      changing(api.post<Publication>(at(code(), '/publications'), { version, from, reason })),
    approve: (id: number) => changing(api.post<Publication>(publication(id, '/approval')), true),
    withdraw: (id: number) => changing(api.delete<Publication>(publication(id))),
    undo: (id: number) => changing(api.post<Publication>(publication(id, '/undo')), true),
    keepAreas: (areas: readonly Area[], from: string | null) =>
      changing(api.put<Areas>(at(code(), '/areas'), { areas, from })),
    undoAreas: () => changing(api.delete<Areas>(at(code(), '/areas'))),
  }
}
