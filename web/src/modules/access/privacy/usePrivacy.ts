import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import type { components } from '@/api'
import { api } from '@/kernel/http'

type Schemas = components['schemas']
export type PurposeStanding = Required<Schemas['PurposeStanding']>
export type RuleStanding = Required<Omit<Schemas['RuleStanding'], 'lastRun'>> & {
  lastRun?: Schemas['RetentionRun'] | null
}
export type LegalHold = Required<Schemas['LegalHold']>

const RETENTION = '/api/v1/admin/retention'

export const useConsents = () =>
  useQuery({
    queryKey: ['consents'],
    queryFn: () => api.get<PurposeStanding[]>('/api/v1/consents'),
  })

export const useRules = () =>
  useQuery({ queryKey: ['retention'], queryFn: () => api.get<RuleStanding[]>(RETENTION) })

export const useHolds = () =>
  useQuery({ queryKey: ['holds'], queryFn: () => api.get<LegalHold[]>(`${RETENTION}/holds`) })

/** What an administrator does here; lists are read again after it. */
export function usePrivacyActs() {
  const queries = useQueryClient()
  const again = (key: string) => () => queries.invalidateQueries({ queryKey: [key] })
  const change = useMutation({
    mutationFn: (rule: { dataClass: string; keep: string; act: string }) =>
      api.put(`${RETENTION}/${rule.dataClass}`, { keep: rule.keep, act: rule.act }),
    onSuccess: again('retention'),
  })
  const run = useMutation({
    mutationFn: (dataClass: string) => api.post(`${RETENTION}/${dataClass}/runs`),
    onSuccess: again('retention'),
  })
  const place = useMutation({
    mutationFn: (hold: { object: string; reason: string }) => api.post(`${RETENTION}/holds`, hold),
    onSuccess: again('holds'),
  })
  const lift = useMutation({
    mutationFn: (id: number) => api.delete(`${RETENTION}/holds/${id}`),
    onSuccess: again('holds'),
  })
  return { change, run, place, lift }
}
