import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, reactive, ref, watch } from 'vue'
import { api } from '@/kernel/http'
import type { Act, Correction, Kind, Proposal, ProposalPage, Status } from './types'
import { SURVEY } from './useSurvey'

const SIZE = 50

export interface Filter {
  status: Status
  kind: Kind | ''
  classCode: string
  words: string
  page: number
}

/** A proposal to be accepted: against which version of the component, and with what put right. */
export interface Choice {
  id: number
  against?: string | null
  correction?: Correction
}
export interface Decided {
  setId: number | null
  decided: Proposal[]
  left: Proposal[]
}

/** The queue as a reviewer walks it: what is shown, what is chosen, what is ticked, and what was decided last. */
export function useReview() {
  const queries = useQueryClient()
  const filter = reactive<Filter>({ status: 'OPEN', kind: '', classCode: '', words: '', page: 0 })
  const query = useQuery({
    queryKey: ['survey', 'proposals', filter],
    queryFn: ({ signal }) => api.get<ProposalPage>(`${SURVEY}/proposals`, { ...filter, size: SIZE }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  })
  const counts = useQuery({
    queryKey: ['survey', 'counts'],
    queryFn: async () => (await api.get<{ counts: Record<Status, number> }>(`${SURVEY}/counts`)).counts,
    refetchInterval: 30_000,
  })
  const rows = computed(() => query.data.value?.items ?? [])
  const total = computed(() => query.data.value?.total ?? 0)
  const pages = computed(() => Math.max(1, Math.ceil(total.value / SIZE)))

  const chosenId = ref<number | null>(null)
  const chosen = computed(() => rows.value.find((each) => each.id === chosenId.value) ?? null)
  const ticked = ref<Set<number>>(new Set())
  const last = ref<number[]>([])

  watch(rows, (now, before) => {
    ticked.value = new Set([...ticked.value].filter((id) => now.some((each) => each.id === id)))
    if (chosen.value || chosenId.value === null) return
    // What was decided is gone from the list: the one that stood behind it is next.
    const at = before?.findIndex((each) => each.id === chosenId.value) ?? 0
    chosenId.value = now[Math.min(Math.max(0, at), now.length - 1)]?.id ?? null
  })
  watch(
    () => [filter.status, filter.kind, filter.classCode, filter.words],
    () => {
      filter.page = 0
      ticked.value = new Set()
    },
  )

  function step(by: number): void {
    const at = rows.value.findIndex((each) => each.id === chosenId.value)
    const next = rows.value[Math.min(Math.max(0, at + by), rows.value.length - 1)]
    if (next) chosenId.value = next.id
  }
  function tick(id: number): void {
    const now = new Set(ticked.value)
    if (!now.delete(id)) now.add(id)
    ticked.value = now
  }
  function tickAll(on: boolean): void {
    ticked.value = new Set(on ? rows.value.filter((each) => each.mayDecide).map((each) => each.id) : [])
  }

  const again = () => queries.invalidateQueries({ queryKey: ['survey'] })
  async function decide(items: Choice[], accept: boolean, reason?: string): Promise<Decided> {
    const decided = await api.post<Decided>(`${SURVEY}/decisions`, { items, accept, reason })
    if (decided.decided.length) last.value = decided.decided.map((each) => each.id)
    ticked.value = new Set()
    await again()
    return decided
  }
  /** Takes a decision back, by default the last one. */
  async function undo(ids = last.value): Promise<void> {
    const done = new Set<number>()
    try {
      for (const id of ids) {
        if (done.has(id)) continue
        const { items } = await api.post<{ items: Proposal[] }>(`${SURVEY}/proposals/${id}/undo`)
        items.forEach((each) => done.add(each.id))
      }
      last.value = []
    } finally {
      await again()
    }
  }
  return { filter, query, counts, rows, total, pages, chosenId, chosen, ticked, last, step, tick, tickAll, decide, undo }
}

/** What was done about one. */
export function useActs(id: () => number | null) {
  return useQuery({
    queryKey: ['survey', 'acts', computed(id)],
    queryFn: async () => (await api.get<{ acts: Act[] }>(`${SURVEY}/proposals/${id()}`)).acts,
    enabled: computed(() => id() !== null),
  })
}
