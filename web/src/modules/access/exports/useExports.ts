import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import type { components } from '@/api'
import { api } from '@/kernel/http'
import { useSession } from '@/kernel/session'
import type { Purpose, Reveal } from '@/modules/registry/reveal/useReveal'

type View = components['schemas']['ExportView']
export type Export = Required<Omit<View, 'decidedBy' | 'reason'>> & Pick<View, 'decidedBy' | 'reason'>
export type Filter = Record<string, string>

const EXPORTS = '/api/v1/exports'
const REVEALS = '/api/v1/reveals'
const OFTEN = 15_000

export const useExportPurposes = () =>
  useQuery({
    queryKey: ['exports', 'purposes'],
    queryFn: () => api.get<Purpose[]>(`${EXPORTS}/purposes`),
    staleTime: Infinity,
  })

export const useMyExports = () =>
  useQuery({
    queryKey: ['exports', 'mine'],
    queryFn: () => api.get<Export[]>(EXPORTS),
    refetchInterval: OFTEN,
  })

export const useMyReveals = () =>
  useQuery({
    queryKey: ['reveals', 'mine'],
    queryFn: () => api.get<Reveal[]>(REVEALS),
    refetchInterval: OFTEN,
  })

/** What waits for the reader as a second person; asked for those only who may be one. */
export function useWaiting() {
  const session = useSession()
  const enabled = computed(() =>
    session.has('ADMIN', 'CITY_OFFICER', 'DISTRICT_OFFICER', 'STREET_OFFICER', 'COMMITTEE', 'ACCEPTOR'),
  )
  const exports = useQuery({
    queryKey: ['exports', 'waiting'],
    queryFn: () => api.get<Export[]>(`${EXPORTS}/waiting`),
    refetchInterval: OFTEN,
    enabled,
  })
  const reveals = useQuery({
    queryKey: ['reveals', 'waiting'],
    queryFn: () => api.get<Reveal[]>(`${REVEALS}/waiting`),
    refetchInterval: OFTEN,
    enabled,
  })
  const count = computed(() => (exports.data.value?.length ?? 0) + (reveals.data.value?.length ?? 0))
  return { exports, reveals, count, enabled }
}

export function useExportActs() {
  const queries = useQueryClient()
  const again = () => {
    void queries.invalidateQueries({ queryKey: ['exports'] })
    void queries.invalidateQueries({ queryKey: ['reveals'] })
  }
  const ask = useMutation({
    mutationFn: (wanted: { what: string; filter: Filter; lang: string; purpose: string }) =>
      api.post<Export>(EXPORTS, wanted),
    onSuccess: again,
  })
  const decide = useMutation({
    mutationFn: (to: { what: 'exports' | 'reveals'; id: number; approved: boolean; reason?: string }) =>
      api.post(`/api/v1/${to.what}/${to.id}/decision`, { approved: to.approved, reason: to.reason }),
    onSettled: again,
  })
  const remove = useMutation({
    mutationFn: (to: { what: 'exports' | 'reveals'; id: number }) =>
      api.delete(`/api/v1/${to.what}/${to.id}`),
    onSettled: again,
  })
  return { ask, decide, remove, again }
}

export const fileOf = (id: number) => `${EXPORTS}/${id}/file`
