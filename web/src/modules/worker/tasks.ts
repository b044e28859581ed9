import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api } from '@/kernel/http'
import { useSession } from '@/kernel/session'
import type { CaseSummary } from '@/kernel/types'
import type { SecondLook } from '../cases/looks'
import { keeping } from '../phone/keeping'
import { shelf } from '../phone/parcelStore'
import type { Place } from '../phone/where'
import { keepTasks, shelfName } from './keepTasks'

export interface Task {
  case: CaseSummary
  distanceMetres: number | null
  urgencyRank: number
}

export interface Tasks {
  items: Task[]
  offDuty: boolean
}

/** The worker's own, each of them kept on the phone before anybody opens it. */
async function toDo(where: Place | undefined): Promise<Tasks> {
  const tasks = await api.get<Tasks>('/api/v1/tasks/mine', { lat: where?.lat, lng: where?.lng })
  void keepTasks(tasks.items, shelf, details)
  return tasks
}

const details = (id: number): Promise<CaseDetails> => api.get<CaseDetails>(`/api/v1/cases/${id}`)

/** Cases to be checked in the region of the person who is signed in. */
async function toCheck(region: string): Promise<Tasks> {
  const page = await api.get<{ items: CaseSummary[] }>('/api/v1/cases', {
    state: ['PENDING_CHECK', 'CHECKING'],
    region,
    sort: 'dueAt',
    size: 100,
  })
  const items = page.items.map((row, rank) => ({ case: row, distanceMetres: null, urgencyRank: rank }))
  return { items, offDuty: false }
}

export type Part = 'work' | 'check'

/** The list of the phone: a worker's tasks, or a checker's cases. */
export function useTasks(part: MaybeRefOrGetter<Part>, place: () => Place | undefined) {
  const session = useSession()
  return useQuery({
    queryKey: ['tasks', computed(() => session.person?.id), computed(() => toValue(part))],
    queryFn: () => {
      const { id, regionCode } = session.person!
      return toValue(part) === 'work'
        ? keeping(`tasks-${id}`, () => toDo(place()))
        : keeping(`checks-${id}`, () => toCheck(regionCode))
    },
    networkMode: 'always',
    refetchOnReconnect: true,
    refetchInterval: 60_000,
    retry: false,
  })
}

export interface CasePhoto {
  id: string
  url: string
  kind: 'REPORT' | 'BEFORE' | 'AFTER' | 'CHECK'
  at: string
  by: string | null
}

export interface CaseClock {
  kind: string
  budgetSeconds: number
  consumedSeconds: number
  runningSince: string | null
  dueAt: string | null
  state: string
}

export interface HistoryEntry {
  seq: number
  at: string
  actorId: number | null
  actorName: string | null
  action: string
  fromState: string | null
  toState: string | null
  reason: string | null
  detail: unknown
}

export interface CaseDetails {
  summary: CaseSummary
  condition: { nameZh: string; nameEn: string } | null
  clocks: CaseClock[]
  observations: { id: string; description: string | null; observedAt: string; photos: string[] }[]
  photos: CasePhoto[]
  history: HistoryEntry[]
  explanation: unknown
  /** Absent in what the phone kept before there were any. */
  looks?: SecondLook[]
  actions: { action: string; needs: string[] }[]
}

/** One case with everything, kept on the phone for reading without a network. */
export function useTask(id: MaybeRefOrGetter<number>) {
  return useQuery({
    queryKey: ['task', computed(() => toValue(id))],
    queryFn: () => {
      const number = toValue(id)
      return keeping(shelfName(number), () => details(number))
    },
    networkMode: 'always',
    refetchOnReconnect: true,
    retry: false,
  })
}
