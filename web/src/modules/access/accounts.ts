import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { api } from '@/kernel/http'
import type { Duty } from '@/kernel/types'
import type { Delegation, HeldDuty } from './account'

export interface Account {
  id: number
  login: string
  name: string
  nameEn: string
  enabled: boolean
  factor: boolean
  factorRequired: boolean
  mustChangePassword: boolean
  lastSignedInAt: string | null
  lockedUntil: string | null
  openSessions: number
  duties: HeldDuty[]
  /** Powerful duties that wait for another administrator. */
  wishes: DutyWish[]
}
export interface DutyWish {
  id: number
  duty: Duty
  unitCode: string
  regionCode: string
  askedById: number
  askedBy: string
}
export interface Page<T> {
  items: T[]
  total: number
}
export interface Wanted {
  q: string
  duty: Duty | ''
  unit: string
  enabled: 'true' | 'false' | ''
  page: number
}
export interface GivenDuty {
  duty: Duty
  unitCode: string
  regionCode: string
  from?: string
  until?: string
}
export interface ApiKey {
  id: number
  name: string
  hint: string
  kind: string
  source: string
  channel: string
  scopes: string[]
  createdBy: string | null
  createdAt: string
  expiresAt: string | null
  lastUsedAt: string | null
  revokedAt: string | null
}
export interface OpenSession {
  id: number
  personId: number
  login: string
  name: string
  nameEn: string
  method: string
  address: string
  agent: string
  createdAt: string
  usedAt: string
}

export const PAGE = 50
const PEOPLE = '/api/v1/admin/people'

export function useAccounts(wanted: Ref<Wanted>) {
  return useQuery({
    queryKey: ['admin', 'people', wanted],
    queryFn: () => api.get<Page<Account>>(PEOPLE, { ...wanted.value, size: PAGE }),
    placeholderData: keepPreviousData,
  })
}

/** The acts on accounts; each brings the lists up to date. */
export function useAccountActs() {
  const queries = useQueryClient()
  async function kept<T>(act: Promise<T>) {
    const result = await act
    await queries.invalidateQueries({ queryKey: ['admin'] })
    return result
  }
  const of = (id: number) => `${PEOPLE}/${id}`
  return {
    create: (account: { login: string; name: string; nameEn: string; duties: GivenDuty[] }) =>
      kept(api.post<{ account: Account; password: string }>(PEOPLE, account)),
    change: (id: number, change: Partial<Account>) => kept(api.put<Account>(of(id), change)),
    resetPassword: (id: number) => kept(api.post<{ password: string }>(`${of(id)}/password`)),
    resetFactor: (id: number) => kept(api.delete(`${of(id)}/factor`)),
    unlock: (id: number) => kept(api.post(`${of(id)}/unlock`)),
    give: (id: number, duty: GivenDuty) => kept(api.post<Account>(`${of(id)}/duties`, duty)),
    end: (id: number, duty: number) => kept(api.delete<Account>(`${of(id)}/duties/${duty}`)),
    confirm: (id: number, wish: number) => kept(api.post<Account>(`${of(id)}/wishes/${wish}`)),
    refuse: (id: number, wish: number) => kept(api.delete<Account>(`${of(id)}/wishes/${wish}`)),
    delegate: (id: number, d: Delegation) => kept(api.post<Account>(`${of(id)}/delegations`, d)),
    issueKey: (key: object) => kept(api.post<{ id: number; key: string }>('/api/v1/admin/api-keys', key)),
    revokeKey: (id: number) => kept(api.delete(`/api/v1/admin/api-keys/${id}`)),
    endSession: (id: number) => kept(api.delete(`/api/v1/admin/sessions/${id}`)),
  }
}

export const useAccount = (id: Ref<number | null>) =>
  useQuery({
    queryKey: ['admin', 'person', id],
    queryFn: () => api.get<Account>(`${PEOPLE}/${id.value}`),
    enabled: computed(() => id.value !== null),
  })

export const useKeys = (ended: Ref<boolean>, page: Ref<number>) =>
  useQuery({
    queryKey: ['admin', 'keys', ended, page],
    queryFn: () =>
      api.get<Page<ApiKey>>('/api/v1/admin/api-keys', { ended: ended.value, page: page.value, size: PAGE }),
    placeholderData: keepPreviousData,
  })

export const useOpenSessions = (page: Ref<number>) =>
  useQuery({
    queryKey: ['admin', 'sessions', page],
    queryFn: () => api.get<Page<OpenSession>>('/api/v1/admin/sessions', { page: page.value, size: PAGE }),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  })

export const heldNow = (d: HeldDuty, now = Date.now()) =>
  Date.parse(d.from) <= now && (d.until === null || Date.parse(d.until) > now)
export const isPast = (d: HeldDuty, now = Date.now()) =>
  d.until !== null && Date.parse(d.until) <= now
