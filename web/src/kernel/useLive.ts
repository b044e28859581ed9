import { onScopeDispose } from 'vue'
import { LiveClient } from './live'
import type { CaseEvent } from './types'

/** The application's only live stream. */
export const live = new LiveClient({ url: '/api/v1/live' })

if (typeof window !== 'undefined') {
  window.addEventListener('online', () => live.hurry())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') live.hurry()
  })
}

/** Listens to one kind of live event as long as the component lives. */
export function onLive<T>(type: string, listener: (data: T) => void) {
  live.start()
  onScopeDispose(live.on(type, (event) => listener(event.data as T)))
}

/**
 * Hears every change of a case; `reset` is called when changes may have been missed: also when the stream has just begun
 * (`hello`), since what was fetched before that moment may be older, and when another policy is in force.
 */
export function onCases(changed: (event: CaseEvent) => void, reset: () => void) {
  onLive<CaseEvent>('case', changed)
  onLive('reset', reset)
  onLive('hello', reset)
  onLive('policy', reset)
}
