import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, ref, toValue, type MaybeRefOrGetter } from 'vue'
import { api } from '@/kernel/http'
import { sendFile } from './upload'

export const KINDS = ['people', 'houses', 'enterprises'] as const
export type Kind = (typeof KINDS)[number]
export const SOURCE_KINDS = ['COMMUNITY_CHECK', 'SELF_REPORT', 'ENTERPRISE_CHECK', 'CHECKPOINT', 'THIRD_PARTY'] as const

export const COUNTS = ['rows', 'added', 'joined', 'repeated', 'doubtful', 'rejected'] as const
export type Counts = Record<(typeof COUNTS)[number], number>

export interface Run {
  id: number
  kind: Kind
  source: string
  startedBy: string
  startedAt: string
  endedAt: string | null
  counts: Counts
}

export interface Reject {
  row: number
  field: string
  value: string
  rule: string
  advice: string | null
}

const PAGE = 50

/** Files that were read, the newest first; looked at every second while one is being read. */
export function useRuns(watching: MaybeRefOrGetter<boolean>) {
  return useQuery({
    queryKey: ['registry', 'imports'],
    queryFn: () => api.get<Run[]>('/api/v1/registry/imports', { size: 20 }),
    refetchInterval: () => (toValue(watching) ? 1000 : false),
  })
}

/** Rows of a file that were not taken. */
export function useRejects(run: MaybeRefOrGetter<number | null>) {
  const query = useInfiniteQuery({
    queryKey: ['registry', 'rejects', computed(() => toValue(run))],
    queryFn: ({ pageParam }) =>
      api.get<Reject[]>(`/api/v1/registry/imports/${toValue(run)}/rejects`, { after: pageParam, size: PAGE }),
    initialPageParam: 0,
    getNextPageParam: (last) => (last.length === PAGE ? last.at(-1)!.row : undefined),
    enabled: computed(() => toValue(run) !== null),
  })
  return { query, rows: computed(() => query.data.value?.pages.flat() ?? []) }
}

/** Sends one file at a time. */
export function useImport() {
  const queries = useQueryClient()
  const share = ref<number | null>(null)
  let cut = new AbortController()

  async function send(kind: Kind, file: Blob, query: { source?: string; kind?: string }) {
    cut = new AbortController()
    share.value = 0
    try {
      return await sendFile<Counts & { run: number }>(
        `/api/v1/${kind}/import`,
        query,
        file,
        (now) => (share.value = now),
        cut.signal,
      )
    } finally {
      share.value = null
      void queries.invalidateQueries({ queryKey: ['registry'] })
    }
  }
  return { share, send, stop: () => cut.abort(), stopped: () => cut.signal.aborted }
}
