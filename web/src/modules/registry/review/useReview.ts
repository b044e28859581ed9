import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, ref } from 'vue'
import { api } from '@/kernel/http'
import type { Comparison, Doubt, DoubtPage, Pair, Ruling, RulingView } from './types'

const REGISTRY = '/api/v1/registry'
/** No more than are looked at: every person in an answer is a recorded look. */
const AHEAD = 2
const MOST = 200
const keyOf = (pair: Pair) => `${pair.firstStatement}-${pair.secondStatement}`

/** A decision that was just made, to be taken back. */
interface Made {
  ruling: Ruling
  pair: Pair
}

/**
 * The queue as one person walks it: the surest pair first, skipped ones left out until one starts again. Whoever else
 * decides meanwhile, the next look at the queue knows.
 */
export function useReview() {
  const queries = useQueryClient()
  const skipped = ref<Set<string>>(new Set())
  const made = ref<Made[]>([])
  const query = useQuery({
    queryKey: ['registry', 'doubts'],
    queryFn: () =>
      api.get<DoubtPage>(`${REGISTRY}/doubts`, { size: Math.min(MOST, skipped.value.size + AHEAD) }),
    staleTime: 0,
  })
  const waiting = computed(() =>
    (query.data.value?.items ?? []).filter(({ pair }) => !skipped.value.has(keyOf(pair))),
  )
  const current = computed<Doubt | undefined>(() => waiting.value[0])
  const total = computed(() => query.data.value?.total ?? 0)
  const pair = computed(() => current.value?.pair)
  const comparison = useQuery({
    queryKey: ['registry', 'comparison', computed(() => pair.value && keyOf(pair.value))],
    queryFn: () =>
      api.get<Comparison>(`${REGISTRY}/doubts/${pair.value!.firstStatement}/${pair.value!.secondStatement}`),
    enabled: computed(() => pair.value !== undefined),
    staleTime: 60_000,
    retry: false,
  })

  const again = async () => {
    await queries.invalidateQueries({ queryKey: ['registry', 'doubts'] })
    void queries.invalidateQueries({ queryKey: ['registry', 'decisions'] })
  }
  async function decide(same: boolean, reason: string): Promise<void> {
    const decided = pair.value!
    const ruling = await api.post<Ruling>(`${REGISTRY}/decisions`, {
      first: decided.firstStatement,
      second: decided.secondStatement,
      same,
      reason,
    })
    made.value = [...made.value, { ruling, pair: decided }]
    await again()
  }
  async function undo(): Promise<void> {
    const last = made.value.at(-1)
    if (!last) return
    await api.delete(`${REGISTRY}/decisions/${last.ruling.id}`)
    made.value = made.value.slice(0, -1)
    await again()
  }
  function skip(): void {
    if (!pair.value) return
    skipped.value = new Set([...skipped.value, keyOf(pair.value)])
    if (!waiting.value.length && skipped.value.size < total.value) void query.refetch()
  }
  function startAgain(): void {
    skipped.value = new Set()
  }
  return { query, current, total, comparison, made, skipped, decide, undo, skip, startAgain }
}

/** What was decided, the newest first. */
export function useDecisions() {
  const queries = useQueryClient()
  const query = useInfiniteQuery({
    queryKey: ['registry', 'decisions'],
    queryFn: ({ pageParam }) =>
      api.get<RulingView[]>(`${REGISTRY}/decisions`, { before: pageParam, size: 30 }),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => (last.length === 30 ? last.at(-1)!.ruling.id : undefined),
    staleTime: 0,
  })
  const rows = computed(() => query.data.value?.pages.flat() ?? [])
  async function undo(id: number): Promise<void> {
    try {
      await api.delete(`${REGISTRY}/decisions/${id}`)
    } finally {
      void queries.invalidateQueries({ queryKey: ['registry'] })
    }
  }
  return { query, rows, undo }
}
