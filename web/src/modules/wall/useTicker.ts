import { useQuery } from '@tanstack/vue-query'
import { computed, onScopeDispose, ref, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { api } from '@/kernel/http'
import type { CaseEvent, CaseSummary } from '@/kernel/types'
import { onCases } from '@/kernel/useLive'
import { liesIn } from '../cases/caseRules'

export interface TickerRow {
  key: string
  at: string
  /** The event's type, or null for a row that was there before the page. */
  type: string | null
  case: CaseSummary
}

const KEPT = 30
const BEAT_MS = 900
const PER_BEAT = 3
/** What waits while nobody sees it or somebody holds it; older lines would leave the screen anyway. */
const MOST_WAITING = 200

/** What is worth a line on the wall when more happens than can be read. */
const weight = (type: string) =>
  type === 'CaseOverdue' || type === 'CaseEscalated' ? 2 : type === 'CaseGrew' ? 0 : 1

/** The latest happenings of a region, at a pace that can be read. */
export function useTicker(region: MaybeRefOrGetter<string | null | undefined>) {
  const rows = ref<TickerRow[]>([])
  /** True while somebody points at a line: it must not slip away under the hand. */
  const held = ref(false)
  let waiting: TickerRow[] = []
  const query = useQuery({
    queryKey: ['cases', 'latest', computed(() => toValue(region) ?? null)],
    queryFn: () =>
      api.get<{ items: CaseSummary[] }>('/api/v1/cases', {
        region: toValue(region),
        sort: '-updatedAt',
        size: KEPT,
      }),
    gcTime: 0,
  })
  watch(query.data, (page) => {
    waiting = []
    rows.value = (page?.items ?? []).map((row) => ({
      key: `${row.id}.${row.version}`,
      at: row.updatedAt,
      type: null,
      case: row,
    }))
  })
  onCases(
    ({ type, at, case: row }: CaseEvent) => {
      if (liesIn(row, toValue(region))) {
        waiting.push({ key: `${row.id}.${row.version}.${type}`, at, type, case: row })
        if (waiting.length > MOST_WAITING) waiting.shift()
      }
    },
    () => void query.refetch(),
  )
  const beat = setInterval(() => {
    if (!waiting.length || held.value || document.hidden) return
    const chosen = waiting
      .sort((a, b) => weight(b.type ?? '') - weight(a.type ?? ''))
      .slice(0, PER_BEAT)
      .sort((a, b) => b.at.localeCompare(a.at))
    waiting = []
    const keys = new Set(chosen.map((row) => row.key))
    rows.value = [...chosen, ...rows.value.filter((row) => !keys.has(row.key))].slice(0, KEPT)
  }, BEAT_MS)
  onScopeDispose(() => clearInterval(beat))
  return { rows, held, query }
}
