import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, onScopeDispose, ref, watch } from 'vue'
import type { components } from '@/api'
import { api } from '@/kernel/http'
import { useIntervalNow } from '@/kernel/now'

type Schemas = components['schemas']
export type Purpose = Required<Schemas['KnownPurpose']>
export type Reveal = Required<Omit<Schemas['Reveal'], 'endsAt' | 'decidedBy' | 'reason'>> &
  Pick<Schemas['Reveal'], 'endsAt' | 'decidedBy' | 'reason'>
export type Plain = Record<string, string>
interface Revealed {
  reveal: Reveal
  records: { object: string; fields: Plain }[]
}

const REVEALS = '/api/v1/reveals'

export const usePurposes = () =>
  useQuery({
    queryKey: ['reveals', 'purposes'],
    queryFn: () => api.get<Purpose[]>(`${REVEALS}/purposes`),
    staleTime: Infinity,
  })

/** A grant that shows all these fields of the object, or will when it is looked at. */
export function showing(mine: readonly Reveal[], object: string, fields: readonly string[]) {
  return mine.find(
    (one) =>
      (one.state === 'LIVE' || one.state === 'APPROVED') &&
      one.objects.includes(object) &&
      fields.every((field) => one.fields.includes(field)),
  )
}

/** Seconds as minutes and seconds. */
export function clock(seconds: number) {
  const whole = Math.max(0, Math.ceil(seconds))
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

/**
 * Fields of one object in full, kept in this page's memory until their time is over, they are put
 * away, or the page is left.
 */
export function useReveal(object: () => string, fields: () => readonly string[]) {
  const queries = useQueryClient()
  const now = useIntervalNow()
  const plain = ref<Plain | null>(null)
  const reveal = ref<Reveal | null>(null)
  const until = ref(0)
  const left = computed(() => Math.max(0, (until.value - now.value) / 1000))

  async function look(id: number) {
    const answer = await api.get<Revealed>(`${REVEALS}/${id}/values`)
    const record = answer.records.find((one) => one.object === object())
    reveal.value = answer.reveal
    now.value = Date.now()
    until.value = now.value + answer.reveal.secondsLeft * 1000
    plain.value = record?.fields ?? {}
    void queries.invalidateQueries({ queryKey: ['reveals', 'mine'] })
  }

  /** Shows what a grant of this session shows already; false when it has to be asked for. */
  async function showKnown() {
    const mine = await api.get<Reveal[]>(REVEALS)
    const known = showing(mine, object(), fields())
    if (known) await look(known.id)
    return Boolean(known)
  }

  /** Shows it, or answers that a second person has to agree. */
  async function ask(purpose: string, reference: string) {
    const wanted = { objects: [object()], fields: [...fields()], purpose, reference }
    const granted = await api.post<Reveal>(REVEALS, wanted)
    if (granted.state === 'LIVE') await look(granted.id)
    return granted.state
  }

  function forget() {
    plain.value = null
    reveal.value = null
  }

  async function end() {
    const id = reveal.value?.id
    forget()
    if (id) await api.delete(`${REVEALS}/${id}`)
    void queries.invalidateQueries({ queryKey: ['reveals', 'mine'] })
  }

  watch(left, (seconds) => seconds <= 0 && forget())
  watch(object, forget)
  onScopeDispose(forget)

  return { plain, left, ask, showKnown, end }
}
