import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, Problem } from '@/kernel/http'
import type { CaseEvent, CaseSummary, DueState } from '@/kernel/types'
import { onCases } from '@/kernel/useLive'
import type { SecondLook } from './looks'
import type { FilingCondition } from './useCatalogue'

export interface CaseClock {
  kind: string
  budgetSeconds: number
  consumedSeconds: number
  runningSince: string | null
  dueAt: string | null
  state: 'RUNNING' | 'OVERDUE' | DueState
}

export interface CaseObservation {
  id: string
  channel: string | null
  source: string | null
  description: string | null
  observedAt: string | null
  lat: number | null
  lng: number | null
  photos: string[]
  weight: number | null
}

export interface CasePhoto {
  id: string
  url: string
  kind: 'REPORT' | 'BEFORE' | 'AFTER' | 'CHECK'
  at: string
  by: string | null
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

export interface AllowedAction {
  action: string
  needs: string[]
}

/** The component of the map a case is about, and who answers for it. */
export interface AboutComponent {
  id: string
  name: string | null
  classZh: string | null
  classEn: string | null
  state: string
  keeperZh: string | null
  keeperEn: string | null
  as: 'OWNER' | 'MANAGER' | 'MAINTAINER' | null
}

export interface CaseDetail {
  component: AboutComponent | null
  filedUnder: Record<string, string | null> | null
  summary: CaseSummary
  condition: FilingCondition | null
  clocks: CaseClock[]
  observations: CaseObservation[]
  photos: CasePhoto[]
  history: HistoryEntry[]
  explanation: Record<string, unknown> | null
  links: { kind: string; caseId: number; number: string }[]
  looks: SecondLook[]
  /** What the unit asked the officers for. */
  ask?: { kind: string; until: string | null } | null
  actions: AllowedAction[]
  /** The conditions the case may be filed under. */
  conditions?: FilingCondition[]
}

/** What a person fills in; which parts are asked for is said by the action's `needs`. */
export interface ActionForm {
  reason?: string
  note?: string
  photos?: string[]
  conditionId?: number
  unit?: string
  workerId?: number
  until?: string
  into?: string | number
}

/** One case with all that belongs to it, fetched again when the live stream says it changed. */
export function useCase(id: MaybeRefOrGetter<number>) {
  const queries = useQueryClient()
  const query = useQuery({
    queryKey: ['cases', 'one', computed(() => toValue(id))],
    queryFn: () => api.get<CaseDetail>(`/api/v1/cases/${toValue(id)}`),
    staleTime: 0,
  })
  onCases(
    (event: CaseEvent) => event.case.id === toValue(id) && void query.refetch(),
    () => void query.refetch(),
  )

  const act = useMutation({
    mutationFn: (order: { action: string; version: number; key: string; form: ActionForm }) =>
      api.post<CaseSummary>(`/api/v1/cases/${toValue(id)}/actions`, {
        action: order.action,
        version: order.version,
        key: order.key,
        ...order.form,
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['cases', 'one', toValue(id)] }),
  })

  async function upload(file: File) {
    const form = new FormData()
    form.append('file', file)
    return api.upload<{ id: string; url: string }>(`/api/v1/cases/${toValue(id)}/photos`, form)
  }

  return { query, act, upload }
}

/** Whether somebody else was quicker. */
export const isStale = (e: unknown): e is Problem =>
  e instanceof Problem && e.status === 409 && e.type === 'stale-case'

const compared = [
  'state',
  'unitZh',
  'workerName',
  'dueAt',
  'dueState',
  'urgent',
  'rework',
  'extensions',
  'reports',
] as const
export type ComparedField = (typeof compared)[number]

/** What differs between the case a person saw and the case as it is. */
export function differences(seen: CaseSummary, present: CaseSummary) {
  return compared
    .filter((field) => seen[field] !== present[field])
    .map((field) => ({ field, was: seen[field], is: present[field] }))
}
