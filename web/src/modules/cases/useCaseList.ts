import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, ref, shallowRef, toValue, triggerRef, watch, type MaybeRefOrGetter } from 'vue'
import { api } from '@/kernel/http'
import type { CaseEvent, CaseSummary } from '@/kernel/types'
import { useCity } from '@/kernel/city'
import { onCases } from '@/kernel/useLive'
import { askOf, matches, type CaseFilter } from './filters'

interface CasePage {
  items: CaseSummary[]
  total: number
  page: number
  size: number
}

/** The parts of a filter about which an event changes what a case answers; most change none. */
const touched: Record<string, readonly (keyof CaseFilter)[]> = {
  CaseDispatched: ['stage', 'due', 'unit'],
  CaseReturned: ['stage', 'due', 'unit'],
  CaseTakenOver: ['stage', 'due', 'unit'],
  CaseDueSoon: ['due'],
  CaseOverdue: ['due'],
  CaseExtended: ['due'],
  CaseSuspended: ['due'],
  CaseResumed: ['due'],
}
for (const type of [
  'CaseFiled', 'CaseDeclined', 'CaseAssigned', 'WorkerAccepted', 'WorkerRefused', 'CaseMended',
  'CaseFedBack', 'CheckPassed', 'CheckFailed', 'CaseClosed', 'CaseForceClosed', 'CaseCancelled',
  'CaseReopened', 'CaseUnmerged',
]) {
  touched[type] = ['stage', 'due']
}

/** Whether a case can enter a list by this event: it is new, or the list asks what has changed. */
const canEnter = (type: string, filter: CaseFilter) =>
  type === 'CaseReported' || (touched[type] ?? []).some((part) => String(filter[part]) !== '')

/** True when the second says something later about the same case. */
export const isLater = (old: CaseSummary, next: CaseSummary) =>
  next.version > old.version || (next.version === old.version && next.updatedAt > old.updatedAt)

/**
 * One page of the list. Rows on the page change where they stand; rows that would join the list are
 * counted in `news` and come only when the person asks, so that nothing jumps under the hand.
 */
export function useCaseList(filter: MaybeRefOrGetter<CaseFilter>) {
  const ask = computed(() => askOf(toValue(filter)))
  const { city } = useCity()
  const fits = (row: CaseSummary) => matches(row, toValue(filter), city.value?.zone)
  const query = useQuery({
    queryKey: ['cases', 'list', ask],
    queryFn: ({ signal }) => api.get<CasePage>('/api/v1/cases', ask.value, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    shallow: true,
  })
  const rows = shallowRef<CaseSummary[]>([])
  const changed = ref(new Set<number>())
  const news = ref(new Set<number>())

  watch(
    () => query.data.value,
    (page) => {
      // An event may have overtaken the answer on its way here.
      const known = new Map(rows.value.map((row) => [row.id, row]))
      rows.value = (page?.items ?? []).map((row) => {
        const seen = known.get(row.id)
        return seen && isLater(row, seen) ? seen : row
      })
      changed.value = new Set()
      news.value = new Set()
    },
    { immediate: true },
  )

  function patch(row: CaseSummary) {
    const at = rows.value.findIndex(({ id }) => id === row.id)
    if (at < 0) return false
    if (isLater(rows.value[at]!, row)) {
      rows.value[at] = row
      triggerRef(rows)
      changed.value = new Set(changed.value).add(row.id)
    }
    return true
  }

  onCases(
    ({ type, case: row }: CaseEvent) => {
      if (!patch(row) && canEnter(type, toValue(filter)) && fits(row)) news.value.add(row.id)
    },
    () => void query.refetch(),
  )

  /** Rows that no longer belong here, but stay until the list is asked for again. */
  const gone = computed(
    () =>
      new Set(
        rows.value
          .filter(({ id }) => changed.value.has(id))
          .filter((row) => !fits(row))
          .map(({ id }) => id),
      ),
  )

  /** What an export of this list asks for. */
  const exported = computed(() =>
    Object.fromEntries(
      Object.entries(ask.value).flatMap(([key, value]) =>
        key === 'page' || key === 'size' || value == null ? [] : [[key, String(value)]],
      ),
    ),
  )

  return { rows, total: computed(() => query.data.value?.total ?? 0), changed, gone, news, query, patch, exported }
}
