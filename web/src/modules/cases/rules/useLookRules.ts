import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api } from '@/kernel/http'

/** How soon the classes of a prefix are looked at again; `default` is for all that have no rule of their own. */
export interface LookRule {
  prefix: string
  nameZh: string | null
  nameEn: string | null
  quietSeconds: number
  patienceSeconds: number
  undoSeconds: number
  /** Null as shipped. */
  setAt: string | null
  setBy: string | null
}

export type LookTimes = Pick<LookRule, 'quietSeconds' | 'patienceSeconds' | 'undoSeconds'>

export interface LookRuleVersion extends LookTimes {
  withdrawn: boolean
  at: string
  by: string
}

const path = '/api/v1/admin/look-rules'
const of = (prefix: string) => `${path}/${encodeURIComponent(prefix)}`

export function useLookRules() {
  const queries = useQueryClient()
  const query = useQuery({ queryKey: ['look-rules'], queryFn: () => api.get<LookRule[]>(path) })
  const again = () => queries.invalidateQueries({ queryKey: ['look-rules'] })
  return {
    query,
    set: (prefix: string, times: LookTimes) => api.put<LookRule>(of(prefix), times).finally(again),
    withdraw: (prefix: string) => api.delete(of(prefix)).finally(again),
  }
}

export const useLookRuleVersions = (prefix: MaybeRefOrGetter<string | null>) =>
  useQuery({
    queryKey: ['look-rules', 'versions', computed(() => toValue(prefix))],
    queryFn: () => api.get<LookRuleVersion[]>(`${of(toValue(prefix)!)}/versions`),
    enabled: computed(() => Boolean(toValue(prefix))),
  })
