import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, ref, shallowRef, watch } from 'vue'
import { api } from '@/kernel/http'
import { onLive } from '@/kernel/useLive'
import type { Candidate, CandidateCounts, CandidatePage } from '../types'

const URL = '/api/v1/vision/candidates'
const SIZE = 50
/** So many pictures ahead are fetched before somebody looks at them. */
const AHEAD = 3
/** The pace is that of the last minute. */
const MINUTE = 60_000

export type Verdict = 'CONFIRM' | 'CORRECT' | 'REJECT'

/** A verdict as the reviewer gave it; `answer` once the server knows it. */
export interface Given {
  candidate: Candidate
  verdict: Verdict
  classCode?: string
  at: number
  answer: Candidate | null
}

/**
 * The queue as a reviewer walks it. A verdict moves on at once and is sent behind the reviewer's back, one after
 * another; what the server refuses comes back.
 */
export function useQueue(camera: () => string | undefined, failed: (failure: unknown) => void) {
  const queries = useQueryClient()
  const query = useQuery({
    queryKey: ['vision', 'candidates', computed(camera)],
    queryFn: ({ signal }) => api.get<CandidatePage>(URL, { camera: camera(), size: SIZE }, { signal }),
    refetchInterval: 30_000,
  })
  const counts = useQuery({
    queryKey: ['vision', 'counts'],
    queryFn: () => api.get<CandidateCounts>(`${URL}/counts`),
    refetchInterval: 30_000,
  })
  const given = shallowRef<readonly Given[]>([])
  const decided = computed(() => new Set(given.value.map((each) => each.candidate.id)))
  const rows = computed(() => (query.data.value?.items ?? []).filter((each) => !decided.value.has(each.id)))
  const currentId = ref<number | null>(null)
  const current = computed(() => rows.value.find((each) => each.id === currentId.value) ?? rows.value[0] ?? null)
  const at = computed(() => (current.value ? rows.value.indexOf(current.value) : -1))

  watch(
    () => rows.value.slice(Math.max(0, at.value), at.value + 1 + AHEAD).map((each) => each.photo),
    (photos) => photos.forEach((photo) => photo && (new Image().src = photo)),
    { immediate: true },
  )
  watch(
    () => rows.value.length,
    (left) => left < 8 && (query.data.value?.total ?? 0) > SIZE && void query.refetch(),
  )
  let asked: ReturnType<typeof setTimeout> | undefined
  onLive<{ id: number }>('candidate', ({ id }) => {
    if (decided.value.has(id)) return
    asked ??= setTimeout(() => {
      asked = undefined
      void again()
    }, 1000)
  })
  onLive('reset', () => void again())

  const again = () => queries.invalidateQueries({ queryKey: ['vision'] })

  function step(by: number): void {
    const next = rows.value[Math.min(Math.max(0, at.value + by), rows.value.length - 1)]
    if (next) currentId.value = next.id
  }

  let line: Promise<unknown> = Promise.resolve()
  function decide(candidate: Candidate, verdict: Verdict, classCode?: string): void {
    const after = rows.value[at.value + 1] ?? rows.value[at.value - 1]
    const one: Given = { candidate, verdict, classCode, at: Date.now(), answer: null }
    given.value = [one, ...given.value]
    currentId.value = after?.id ?? null
    line = line.then(async () => {
      try {
        one.answer = await api.post<Candidate>(`${URL}/${candidate.id}/verdict`, { verdict, classCode })
        given.value = [...given.value]
        void queries.invalidateQueries({ queryKey: ['vision', 'counts'] })
      } catch (failure) {
        given.value = given.value.filter((each) => each !== one)
        failed(failure)
        await query.refetch()
      }
    })
  }

  /** Takes the last verdict back, and shows what it was about. */
  async function undo(): Promise<boolean> {
    await line
    const last = given.value[0]
    if (!last) return false
    await api.delete(`${URL}/${last.candidate.id}/verdict`)
    given.value = given.value.filter((each) => each !== last)
    currentId.value = last.candidate.id
    await again()
    return true
  }

  const pace = (now: number) => given.value.filter((each) => now - each.at < MINUTE).length

  return { query, counts, rows, current, at, given, step, decide, undo, pace }
}
