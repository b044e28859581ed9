import type { Shelf } from '../phone/parcelStore'
import type { CaseDetails, Task } from './tasks'

const MOST = 30
const DAYS_KEPT = 7

/** The name of a case on the phone's own shelf. */
export const shelfName = (id: number): string => `task-${id}`

/**
 * Fetches what the phone does not hold yet of the tasks in the list, so that each can be opened and worked on where
 * there is no network; forgets cases nobody asked for in a week. Gives up quietly: it is tried again with the next list.
 */
export async function keepTasks(
  tasks: readonly Task[],
  shelf: Shelf,
  fetch: (id: number) => Promise<CaseDetails>,
  now: number = Date.now(),
): Promise<void> {
  try {
    for (const { case: row } of tasks.slice(0, MOST)) {
      const kept = await shelf.find(shelfName(row.id))
      const version = (kept?.value as CaseDetails | undefined)?.summary.version
      if (version !== row.version) await shelf.put(shelfName(row.id), await fetch(row.id))
    }
    await shelf.forget('task-', now - DAYS_KEPT * 86_400_000)
  } catch {
    return
  }
}
