import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import type { components } from '@/api'
import { api } from '@/kernel/http'
import { toRequest, type AuditFilter } from './auditFilter'

export type AuditRow = Required<components['schemas']['AuditRow']>
export type Unusual = Required<components['schemas']['Unusual']>
type AuditPage = { items: AuditRow[]; more: boolean }
type Verdict = components['schemas']['Verdict']

const PAGE = 50

/** Entries of the trail, newest first, page after page. */
export function useAuditEntries(filter: Ref<AuditFilter>) {
  const query = useInfiniteQuery({
    queryKey: ['audit', computed(() => toRequest(filter.value))],
    queryFn: ({ pageParam, signal }) =>
      api.get<AuditPage>(
        '/api/v1/audit/entries',
        { ...toRequest(filter.value), size: PAGE, before: pageParam },
        { signal },
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => (last.more ? last.items.at(-1)!.seq : undefined),
    staleTime: 0,
  })
  const rows = computed(() => query.data.value?.pages.flatMap((page) => page.items) ?? [])
  /** What an export of this list asks for. */
  const exported = computed(() => toRequest(filter.value))
  return { query, rows, exported }
}

export function useUnusual() {
  return useQuery({
    queryKey: ['audit-unusual'],
    queryFn: () => api.get<Unusual[]>('/api/v1/audit/unusual', { size: 20 }),
    refetchInterval: 60_000,
  })
}

export function useVerification() {
  return useMutation({ mutationFn: () => api.post<Verdict>('/api/v1/audit/verification') })
}
