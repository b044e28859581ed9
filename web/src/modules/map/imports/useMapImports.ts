import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api } from '@/kernel/http'

export type Stage =
  | 'RECEIVING'
  | 'READING'
  | 'COMPARING'
  | 'REVIEW'
  | 'APPLYING'
  | 'APPLIED'
  | 'UNDONE'
  | 'FAILED'
  | 'DISCARDED'

export const KINDS = ['APPEARED', 'MOVED', 'CHANGED', 'VANISHED', 'SAME'] as const
export type Kind = (typeof KINDS)[number]
/** What can be looked at: rows by kind, and those that were not taken. */
export type Shown = Kind | 'REJECTED'

export interface MapImport {
  id: number
  file: { name: string; bytes: number; received: number }
  source: string
  mapping: string
  stage: Stage
  by: { name: string }
  startedAt: string
  read: { format: string | null; crs: string | null; notes: string[]; lastRow: number }
  counts: {
    accepted: number
    rejected: number
    leftOut: number
    compared: number
    appeared: number
    moved: number
    amended: number
    vanished: number
    same: number
  }
  fault: string | null
  advice: string | null
}

export interface ImportRow {
  row: number
  kind: Kind
  id: string | null
  key: string | null
  classCode: string
  name: string | null
  lat: number
  lng: number
  beforeLat: number | null
  beforeLng: number | null
  metres: number | null
  differences: { field: string; before: string | null; after: string | null }[]
  leftOut: boolean
}

export interface Reject {
  row: number
  field: string
  value: string
  rule: string
  advice: string | null
}

/** Row, kind, longitude and latitude, and those before. */
export type DiffPoint = [row: number, kind: number, lng: number, lat: number, lng0: number, lat0: number]

export const IMPORTS = '/api/v1/map/imports'
const PAGE = 100
const OFTEN = 1_000

export const busy = (stage: Stage | undefined) =>
  stage === 'RECEIVING' || stage === 'READING' || stage === 'COMPARING' || stage === 'APPLYING'

export const countOf = (job: MapImport, shown: Shown) =>
  ({
    APPEARED: job.counts.appeared,
    MOVED: job.counts.moved,
    CHANGED: job.counts.amended,
    VANISHED: job.counts.vanished,
    SAME: job.counts.same,
    REJECTED: job.counts.rejected,
  })[shown]

/** How many things would be another than before. */
export const changes = ({ counts }: MapImport) =>
  counts.appeared + counts.moved + counts.amended + counts.vanished

export function useMapImports() {
  return useInfiniteQuery({
    queryKey: ['map', 'imports'],
    queryFn: ({ pageParam }) => api.get<MapImport[]>(IMPORTS, { page: pageParam, size: 20 }),
    initialPageParam: 0,
    getNextPageParam: (last, all) => (last.length === 20 ? all.length : undefined),
    refetchInterval: (query) =>
      query.state.data?.pages[0]?.some(({ stage }) => busy(stage)) ? OFTEN : false,
  })
}

export function useMapImport(id: MaybeRefOrGetter<number>) {
  return useQuery({
    queryKey: ['map', 'imports', computed(() => toValue(id))],
    queryFn: () => api.get<MapImport>(`${IMPORTS}/${toValue(id)}`),
    refetchInterval: (query) => (busy(query.state.data?.stage) ? OFTEN : false),
  })
}

export const useMappings = () =>
  useQuery({
    queryKey: ['map', 'imports', 'mappings'],
    queryFn: () => api.get<{ name: string; title: string; yaml: string }[]>(`${IMPORTS}/mappings`),
    staleTime: Infinity,
  })

/** Rows of one kind, a page after another. */
export function useImportRows(id: MaybeRefOrGetter<number>, kind: MaybeRefOrGetter<Shown>) {
  return useInfiniteQuery({
    queryKey: ['map', 'imports', computed(() => toValue(id)), 'rows', computed(() => toValue(kind))],
    queryFn: ({ pageParam }) =>
      api.get<ImportRow[]>(`${IMPORTS}/${toValue(id)}/rows`, { kind: toValue(kind), after: pageParam, size: PAGE }),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => (last.length === PAGE ? last.at(-1)!.row : undefined),
    enabled: computed(() => toValue(kind) !== 'REJECTED'),
  })
}

export function useImportRejects(id: MaybeRefOrGetter<number>) {
  return useInfiniteQuery({
    queryKey: ['map', 'imports', computed(() => toValue(id)), 'rejects'],
    queryFn: ({ pageParam }) =>
      api.get<Reject[]>(`${IMPORTS}/${toValue(id)}/rejects`, { after: pageParam, size: PAGE }),
    initialPageParam: 0,
    getNextPageParam: (last) => (last.length === PAGE ? last.at(-1)!.row : undefined),
  })
}

export const useDiffPoints = (id: MaybeRefOrGetter<number>, ready: MaybeRefOrGetter<boolean>) =>
  useQuery({
    queryKey: ['map', 'imports', computed(() => toValue(id)), 'points'],
    queryFn: () => api.get<DiffPoint[]>(`${IMPORTS}/${toValue(id)}/points`),
    enabled: computed(() => toValue(ready)),
  })

/** Apply, undo, compare anew, throw away. */
export function useImportActs(id: MaybeRefOrGetter<number>) {
  const queries = useQueryClient()
  const at = () => `${IMPORTS}/${toValue(id)}`
  const after = { onSettled: () => queries.invalidateQueries({ queryKey: ['map', 'imports'] }) }
  return {
    apply: useMutation({
      mutationFn: (leaveOut: number[]) => api.post<MapImport>(`${at()}/apply`, { leaveOut }),
      ...after,
    }),
    undo: useMutation({ mutationFn: () => api.post<MapImport>(`${at()}/undo`), ...after }),
    again: useMutation({ mutationFn: () => api.post<MapImport>(`${at()}/again`), ...after }),
    discard: useMutation({ mutationFn: () => api.delete<undefined>(at()), ...after }),
  }
}
