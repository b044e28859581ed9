import { ref, watch, type Ref } from 'vue'
import { mapApi, type Place } from './mapApi'
import type { SearchHit } from './types'

const REST_MS = 160

/** Finds while one types; an answer that comes late, to words that were changed, is not shown. */
export function useMapSearch(words: Ref<string>, near: () => Place | null) {
  const hits = ref<SearchHit[]>([])
  const busy = ref(false)
  const failure = ref<unknown>(null)
  /** The words whose answer is shown. */
  const answered = ref('')
  /** Whether the server knows already all there is. */
  const complete = ref(true)
  let waiting: ReturnType<typeof setTimeout> | undefined
  let running: AbortController | null = null

  async function ask(q: string) {
    running?.abort()
    const mine = (running = new AbortController())
    busy.value = true
    try {
      const answer = await mapApi.search(q, near(), mine.signal)
      if (mine.signal.aborted) return
      hits.value = answer.hits
      complete.value = answer.complete
      failure.value = null
      answered.value = q
    } catch (e) {
      if (!mine.signal.aborted) failure.value = e
    } finally {
      if (running === mine) busy.value = false
    }
  }

  function changed(now: string) {
    clearTimeout(waiting)
    const q = now.trim()
    if (q) {
      waiting = setTimeout(() => void ask(q), REST_MS)
      return
    }
    running?.abort()
    hits.value = []
    failure.value = null
    answered.value = ''
    busy.value = false
  }

  watch(words, changed)
  return { hits, busy, failure, answered, complete, again: () => ask(words.value.trim()) }
}
