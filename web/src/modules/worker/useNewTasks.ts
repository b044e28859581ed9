import { useQueryClient } from '@tanstack/vue-query'
import { ElMessage } from 'element-plus'
import { useI18n } from 'vue-i18n'
import { named } from '@/kernel/i18n'
import { useSession } from '@/kernel/session'
import type { CaseEvent } from '@/kernel/types'
import { onCases } from '@/kernel/useLive'
import type { Kept, Tasks } from './tasks'

const TO_CHECK = new Set(['PENDING_CHECK', 'CHECKING'])

/** Keeps the list of tasks live; a task that was not there before shows, and the phone vibrates. */
export function useNewTasks(): void {
  const queries = useQueryClient()
  const session = useSession()
  const { t } = useI18n()

  const announced = new Set<number>()

  const listed = (id: number): boolean =>
    queries
      .getQueriesData<Kept<Tasks>>({ queryKey: ['tasks'] })
      .some(([, kept]) => kept?.value.items.some((task) => task.case.id === id))

  function concerns({ case: row }: CaseEvent): boolean {
    const person = session.person
    if (!person) return false
    if (person.duties.includes('GRID_WORKER') && row.workerId === person.id) return true
    const inRegion = row.regionPath?.split('.').includes(person.regionCode) ?? false
    return person.duties.includes('CHECKER') && TO_CHECK.has(row.state) && inRegion
  }

  function refresh(): void {
    void queries.invalidateQueries({ queryKey: ['tasks'] })
  }

  onCases((event) => {
    const known = listed(event.case.id)
    if (!known && !concerns(event)) return
    if (!known && !announced.has(event.case.id) && event.type === 'CaseAssigned') {
      announced.add(event.case.id)
      navigator.vibrate?.([140, 80, 140])
      ElMessage({
        type: 'primary',
        message: t('worker.newTask', { what: named(event.case, 'class') }),
        duration: 5_000,
        offset: 66,
        grouping: true,
        showClose: true,
      })
    }
    refresh()
  }, refresh)
}
