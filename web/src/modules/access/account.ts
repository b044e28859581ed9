import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { api } from '@/kernel/http'
import { useSession } from '@/kernel/session'
import type { Duty, Person } from '@/kernel/types'

interface FactorState {
  present: boolean
  recoveryCodesLeft: number
  passwordAsked: boolean
}
export interface OwnSession {
  id: number
  method: string
  address: string
  agent: string
  createdAt: string
  usedAt: string
  expiresAt: string
  current: boolean
}
export interface HeldDuty {
  id: number
  personId: number
  duty: Duty
  unitCode: string
  unitZh: string | null
  unitEn: string | null
  regionCode: string
  from: string
  until: string | null
  delegatedBy: string | null
  delegatedFrom: number | null
}
export interface Delegation {
  duties: number[]
  to: number
  from: string
  until: string
}
export interface OwnDuties {
  duties: HeldDuty[]
  delegated: HeldDuty[]
  colleagues: { id: number; name: string; nameEn: string }[]
}

export async function changePassword(present: string, password: string) {
  const changed = await api.post<Person>('/api/v1/me/password', { present, password })
  useSession().set(changed)
}

export function useFactor() {
  const queries = useQueryClient()
  const session = useSession()
  const changed = async () => {
    await queries.invalidateQueries({ queryKey: ['me', 'factor'] })
    await session.load()
  }
  const state = useQuery({
    queryKey: ['me', 'factor'],
    queryFn: () => api.get<FactorState>('/api/v1/me/factor'),
  })
  return {
    state: state.data,
    enrol: (password: string) =>
      api.post<{ secret: string; uri: string }>('/api/v1/me/factor', { password }),
    confirm: async (code: string) => {
      const { codes } = await api.put<{ codes: string[] }>('/api/v1/me/factor', { code })
      await changed()
      return codes
    },
    renew: async (password: string) => {
      const path = '/api/v1/me/factor/recovery-codes'
      const { codes } = await api.post<{ codes: string[] }>(path, { password })
      await changed()
      return codes
    },
    remove: async (password: string) => {
      await api.delete('/api/v1/me/factor', { json: { password } })
      await changed()
    },
  }
}

export function useOwnSessions() {
  const queries = useQueryClient()
  const list = useQuery({
    queryKey: ['me', 'sessions'],
    queryFn: () => api.get<OwnSession[]>('/api/v1/me/sessions'),
  })
  const end = useMutation({
    mutationFn: (id: number | null) =>
      api.delete(id === null ? '/api/v1/me/sessions?others=true' : `/api/v1/me/sessions/${id}`),
    onSettled: () => queries.invalidateQueries({ queryKey: ['me', 'sessions'] }),
  })
  return { sessions: list.data, end }
}

export function useOwnDuties() {
  const queries = useQueryClient()
  const key = ['me', 'duties']
  const query = useQuery({ queryKey: key, queryFn: () => api.get<OwnDuties>('/api/v1/me/duties') })
  const kept = { onSuccess: (changed: OwnDuties) => queries.setQueryData(key, changed) }
  const delegate = useMutation({
    mutationFn: (d: Delegation) => api.post<OwnDuties>('/api/v1/me/delegations', d),
    ...kept,
  })
  const takeBack = useMutation({
    mutationFn: (id: number) => api.delete<OwnDuties>(`/api/v1/me/delegations/${id}`),
    ...kept,
  })
  return { own: query.data, delegate, takeBack }
}

/** What a browser says about itself, short enough for a list. */
export function deviceOf(agent: string) {
  const browser = /(MicroMessenger|Edg|OPR|Firefox|Chrome|Safari)\//.exec(agent)?.[1]
  const system = /(iPhone|iPad|Android|HarmonyOS|Windows|Mac OS X|Linux)/.exec(agent)?.[1]
  const names: Record<string, string> = { Edg: 'Edge', OPR: 'Opera', MicroMessenger: 'WeChat' }
  return [browser && (names[browser] ?? browser), system].filter(Boolean).join(' · ')
}
