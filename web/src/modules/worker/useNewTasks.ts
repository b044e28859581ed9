import { useQueryClient } from '@tanstack/vue-query'
import { readonly, shallowRef, watch } from 'vue'
import { useSession } from '@/kernel/session'
import type { CaseEvent, CaseSummary, Person } from '@/kernel/types'
import { onCases } from '@/kernel/useLive'
import type { Kept } from '../phone/keeping'
import type { Tasks } from './tasks'

const TO_CHECK = new Set(['PENDING_CHECK', 'CHECKING'])

/** Whether the case is something for this person to do. */
export function concerns(
  row: Pick<CaseSummary, 'workerId' | 'state' | 'regionPath'>,
  person: Pick<Person, 'id' | 'duties' | 'regionCode'> | null | undefined,
): boolean {
  if (!person) return false
  if (person.duties.includes('GRID_WORKER') && row.workerId === person.id) return true
  const inRegion = row.regionPath?.split('.').includes(person.regionCode) ?? false
  return person.duties.includes('CHECKER') && TO_CHECK.has(row.state) && inRegion
}

/** Tasks that came in while a page was open and that the person has not opened yet; the newest first. */
const unseen = shallowRef<readonly CaseSummary[]>([])

/** Keeps the list of tasks live; the phone vibrates for a task that was not there before. */
export function useNewTasks() {
  const queries = useQueryClient()
  const session = useSession()

  const listed = (id: number): boolean =>
    queries
      .getQueriesData<Kept<Tasks>>({ queryKey: ['tasks'] })
      .some(([, kept]) => kept?.value.items.some((task) => task.case.id === id))

  function refresh(): void {
    void queries.invalidateQueries({ queryKey: ['tasks'] })
  }

  function seen(id: number): void {
    unseen.value = unseen.value.filter((each) => each.id !== id)
  }

  onCases(({ type, case: row }: CaseEvent) => {
    const mine = concerns(row, session.person)
    if (!mine) seen(row.id)
    const known = listed(row.id)
    if (!known && !mine) return
    if (!known && type === 'CaseAssigned' && !unseen.value.some((each) => each.id === row.id)) {
      unseen.value = [row, ...unseen.value]
      navigator.vibrate?.([140, 80, 140])
    }
    refresh()
  }, refresh)
  watch(
    () => session.person?.id,
    () => (unseen.value = []),
  )

  return { unseen: readonly(unseen), seen, seenAll: () => (unseen.value = []) }
}
