import { onScopeDispose } from 'vue'
import { api } from '@/kernel/http'
import { useSession } from '@/kernel/session'
import { useWhereabouts, type Place } from '../phone/where'

const NOT_MORE_OFTEN_THAN_MILLIS = 20_000

/** The worker's own position, told to the dispatcher now and then while the page is open. */
export function useTold() {
  const session = useSession()
  let told = 0
  let last: Place | undefined

  function tell(place: Place): void {
    last = place
    if (!session.has('GRID_WORKER') || Date.now() - told < NOT_MORE_OFTEN_THAN_MILLIS) return
    told = Date.now()
    const body = { ...place, at: new Date().toISOString() }
    void api.post('/api/v1/workers/me/position', body, { quiet: true }).catch(() => {})
  }

  const whereabouts = useWhereabouts(tell)
  const timer = setInterval(() => last && tell(last), NOT_MORE_OFTEN_THAN_MILLIS * 3)
  onScopeDispose(() => clearInterval(timer))
  return whereabouts
}

export function setDuty(onDuty: boolean): Promise<unknown> {
  return api.post('/api/v1/workers/me/duty', { onDuty })
}
