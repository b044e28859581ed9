import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { api } from '@/kernel/http'
import type { Claim, Consent, Correction, Field, Look, Mine, OwnReport } from './types'

const MINE = '/api/v1/mine'

export const useMine = () => useQuery({ queryKey: ['mine'], queryFn: () => api.get<Mine>(MINE) })

export const useReports = () =>
  useQuery({
    queryKey: ['mine', 'reports'],
    queryFn: () => api.get<OwnReport[]>('/api/v1/reports/mine'),
  })

export const useConsents = (linked: Ref<boolean>) =>
  useQuery({
    queryKey: ['mine', 'consents'],
    queryFn: () => api.get<Consent[]>(`${MINE}/consents`),
    enabled: linked,
  })

/** Who looked, the newest first, page by page. */
export function useLooks(linked: Ref<boolean>) {
  const query = useInfiniteQuery({
    queryKey: ['mine', 'looks'],
    queryFn: ({ pageParam }) =>
      api.get<{ items: Look[]; more: boolean }>(`${MINE}/looks`, { before: pageParam }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => (last.more ? last.items.at(-1)?.position : undefined),
    enabled: linked,
  })
  const looks = computed(() => query.data.value?.pages.flatMap((page) => page.items) ?? [])
  return { ...query, looks }
}

/** What a resident does here. */
export function useMineActs() {
  const queries = useQueryClient()
  const again = () => queries.invalidateQueries({ queryKey: ['mine'] })
  const claim = useMutation({
    mutationFn: (who: { number: string; name: string; phone: string }) =>
      api.post<Claim>(`${MINE}/claim`, who),
    onSuccess: again,
  })
  const giveUp = useMutation({
    mutationFn: () => api.delete<void>(`${MINE}/claim`),
    onSuccess: again,
  })
  const correct = useMutation({
    mutationFn: (wanted: { field: Field; value: string; reason: string }) =>
      api.post<Correction[]>(`${MINE}/corrections`, wanted),
    onSuccess: again,
  })
  const withdraw = useMutation({
    mutationFn: (id: number) => api.delete<Correction[]>(`${MINE}/corrections/${id}`),
    onSuccess: again,
  })
  const consent = useMutation({
    mutationFn: ({ code, given }: { code: string; given: boolean }) =>
      given
        ? api.put<Consent[]>(`${MINE}/consents/${code}`)
        : api.delete<Consent[]>(`${MINE}/consents/${code}`),
    onSuccess: (all) => queries.setQueryData(['mine', 'consents'], all),
  })
  return { claim, giveUp, correct, withdraw, consent }
}
