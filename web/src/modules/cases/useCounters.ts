import { useQuery } from '@tanstack/vue-query'
import { computed, onScopeDispose, toValue, type MaybeRefOrGetter } from 'vue'
import { api } from '@/kernel/http'
import type { Stage } from '@/kernel/types'
import { onCases } from '@/kernel/useLive'

export interface RegionCount {
  code: string
  nameZh: string
  nameEn: string
  open: number
  overdue: number
  closedToday: number
}

export interface Counters {
  new: number
  inHand: number
  dueSoon: number
  overdue: number
  closedToday: number
  medianMinutesToClose: number | null
  byStage: Partial<Record<Stage, number>>
  byDistrict: RegionCount[]
}

const AT_MOST_EVERY_MS = 2500

/** The figures of a region, asked for again soon after something changed. */
export function useCounters(region: MaybeRefOrGetter<string | null | undefined>) {
  const query = useQuery({
    queryKey: ['cases', 'counters', computed(() => toValue(region) ?? null)],
    queryFn: () => api.get<Counters>('/api/v1/cases/counters', { region: toValue(region) }),
    placeholderData: (previous) => previous,
    refetchInterval: 30_000,
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  const soon = () => {
    timer ??= setTimeout(() => {
      timer = undefined
      void query.refetch()
    }, AT_MOST_EVERY_MS)
  }
  onCases(soon, soon)
  onScopeDispose(() => clearTimeout(timer))
  return query
}
