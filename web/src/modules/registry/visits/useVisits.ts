import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, type Query } from '@/kernel/http'
import { useSession } from '@/kernel/session'
import { keeping } from '../../phone/keeping'
import type { Round, Visit, VisitCounts, VisitDetail, VisitPage } from './types'

const VISITS = '/api/v1/registry/visits'
/** A phone shows no more than somebody could walk in weeks. */
const MOST = 200
const MOST_DONE = 50

/** What the phone keeps: visits that are open, and those ended last. */
export interface PhoneVisits {
  open: Visit[]
  ended: Visit[]
}

/** The visits of whoever is signed in; without a network those kept on the phone. */
export function usePhoneVisits() {
  const session = useSession()
  return useQuery({
    queryKey: ['visits', 'phone', computed(() => session.person?.id)],
    queryFn: () =>
      keeping(`visits-${session.person?.id}`, async (): Promise<PhoneVisits> => {
        const [open, ended] = await Promise.all([
          api.get<VisitPage>(VISITS, { mine: true, size: MOST }),
          api.get<VisitPage>(VISITS, { mine: true, state: 'DONE', size: MOST_DONE }),
        ])
        return { open: open.items, ended: ended.items }
      }),
    networkMode: 'always',
    refetchOnReconnect: true,
    refetchInterval: 60_000,
    retry: false,
  })
}

/** One visit with what was done about it. */
export function useVisit(id: MaybeRefOrGetter<number>) {
  return useQuery({
    queryKey: ['visits', 'one', computed(() => toValue(id))],
    queryFn: () => api.get<VisitDetail>(`${VISITS}/${toValue(id)}`),
    networkMode: 'always',
    refetchOnReconnect: true,
    retry: false,
  })
}

/** A page of the list. */
export function useVisitList(query: MaybeRefOrGetter<Query>) {
  return useQuery({
    queryKey: ['visits', 'list', computed(() => toValue(query))],
    queryFn: ({ signal }) => api.get<VisitPage>(VISITS, toValue(query), { signal }),
    placeholderData: keepPreviousData,
  })
}

export function useVisitCounts(quarter: MaybeRefOrGetter<number | null>) {
  return useQuery({
    queryKey: ['visits', 'counts', computed(() => toValue(quarter))],
    queryFn: () => api.get<VisitCounts>(`${VISITS}/counts`, { quarter: toValue(quarter) }),
  })
}

export function useRounds() {
  return useQuery({
    queryKey: ['visits', 'rounds'],
    queryFn: () => api.get<Round[]>(`${VISITS}/rounds`, { size: 20 }),
  })
}

/** Whom to visit: the doors of a quarter or building, or one door. */
export interface Asking {
  doorId?: number
  quarterId?: number
  buildingId?: number
  groups: string[]
  purpose: string
  dueOn: string
}

/** What a desk does about visits; lists follow by themselves. */
export function useVisitActs() {
  const queries = useQueryClient()
  const changed = () => queries.invalidateQueries({ queryKey: ['visits'] })
  async function post<T>(path: string, body: unknown): Promise<T> {
    try {
      return await api.post<T>(`${VISITS}${path}`, body)
    } finally {
      void changed()
    }
  }
  return {
    preview: (asking: Omit<Asking, 'dueOn'>) =>
      api.post<{ doors: number; count: number }>(`${VISITS}/preview`, asking),
    ask: (asking: Asking) => post<{ count: number; round: number | null }>('', asking),
    reopen: (id: number, key: string) => post<Visit>(`/${id}/reopen`, { key }),
    cancel: (id: number, key: string) => post<Visit>(`/${id}/cancel`, { key }),
    cancelRound: (id: number, key: string) => post<{ count: number }>(`/rounds/${id}/cancel`, { key }),
    reopenRound: (id: number, key: string) => post<{ count: number }>(`/rounds/${id}/reopen`, { key }),
  }
}
