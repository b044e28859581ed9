import { useI18n } from 'vue-i18n'
import { useSession } from '@/kernel/session'
import type { CaseSummary } from '@/kernel/types'

/** The state of a case in words; what waits for the person who reads is said to that person. */
export function useStateWords(): (row: Pick<CaseSummary, 'state' | 'workerId'>) => string {
  const { t, te } = useI18n()
  const session = useSession()
  return ({ state, workerId }) => {
    const mine = `worker.stateMine.${state}`
    return workerId === session.person?.id && te(mine) ? t(mine) : t(`kernel.state.${state}`)
  }
}
