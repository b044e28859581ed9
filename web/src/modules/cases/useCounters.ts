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
  selfClosedToday: number
  medianMinutesToClose: number | null
  byStage: Partial<Record<Stage, number>>
  byDistrict: RegionCount[]
}

const AT_MOST_EVERY_MS = 2500
/** The server's answer may be a second old, so an earlier question could miss what just happened. */
const AT_LEAST_AFTER_MS = 1100

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
    const rest = AT_MOST_EVERY_MS - (Date.now() - query.dataUpdatedAt.value)
    timer ??= setTimeout(
      () => {
        timer = undefined
        void query.refetch()
      },
      Math.max(AT_LEAST_AFTER_MS, rest),
    )
  }
  onCases(soon, soon)
  onScopeDispose(() => clearTimeout(timer))
  return query
}
