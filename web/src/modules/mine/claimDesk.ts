import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { api } from '@/kernel/http'
import type { ClaimRow, CorrectionRow, Page } from './types'

const REGISTRY = '/api/v1/registry'
const next = (last: Page<unknown>) => (last.more ? last.page + 1 : undefined)

/** What somebody decides; the server takes of it what it needs. */
interface Decision {
  id: number
  code: string
  reason: string
}

/** Claims and corrections of the committee's region, and deciding them. */
export function useClaimDesk(tab: Ref<'PENDING' | 'CONFIRMED' | 'CORRECTIONS'>) {
  const queries = useQueryClient()
  const onCorrections = computed(() => tab.value === 'CORRECTIONS')
  const claims = useInfiniteQuery({
    queryKey: ['claims', tab],
    queryFn: ({ pageParam }) =>
      api.get<Page<ClaimRow>>(`${REGISTRY}/claims`, { state: tab.value, page: pageParam }),
    initialPageParam: 0,
    getNextPageParam: next,
    enabled: computed(() => !onCorrections.value),
  })
  const corrections = useInfiniteQuery({
    queryKey: ['corrections'],
    queryFn: ({ pageParam }) => api.get<Page<CorrectionRow>>(`${REGISTRY}/corrections`, { page: pageParam }),
    initialPageParam: 0,
    getNextPageParam: next,
    enabled: onCorrections,
  })
  const onSuccess = () => queries.invalidateQueries({ queryKey: ['claims'] })
  const onCorrected = () => queries.invalidateQueries({ queryKey: ['corrections'] })
  const acts = {
    confirm: useMutation({
      mutationFn: ({ id, code }: Decision) => api.post(`${REGISTRY}/claims/${id}/confirm`, { code }),
      onSuccess,
    }),
    refuse: useMutation({
      mutationFn: ({ id, code, reason }: Decision) =>
        api.post(`${REGISTRY}/claims/${id}/refuse`, { code, reason }),
      onSuccess,
    }),
    isSo: useMutation({
      mutationFn: (id: number) => api.post(`${REGISTRY}/corrections/${id}/confirm`),
      onSuccess: onCorrected,
    }),
    isNot: useMutation({
      mutationFn: ({ id, reason }: Decision) =>
        api.post(`${REGISTRY}/corrections/${id}/refuse`, { reason }),
      onSuccess: onCorrected,
    }),
  }
  return { claims, corrections, acts }
}
export type ClaimActs = ReturnType<typeof useClaimDesk>['acts']
