import type { CaseSummary, Stage } from '@/kernel/types'
import type { HistoryEntry } from './useCase'

/** The action that leads into a stage. */
const entrances: Record<string, Stage> = {
  ACCEPT: 'HANDLE',
  ARRIVE: 'HANDLE',
  FINISH: 'FEEDBACK',
  CLOSE: 'CLOSE',
  FORCE_CLOSE: 'CLOSE',
  CANCEL: 'CLOSE',
  DECLINE: 'CLOSE',
}

/** When a case last entered each stage, as far as its record tells. */
export function stageTimes(row: CaseSummary, history: readonly HistoryEntry[]) {
  const times: Partial<Record<Stage, string | null>> = {
    REPORT: row.reportedAt,
    FILE: row.filedAt,
    DISPATCH: row.dispatchedAt,
    CLOSE: row.closedAt,
  }
  for (const { action, at } of history) {
    const stage = entrances[action]
    if (stage && !(stage === 'HANDLE' && times.HANDLE && action === 'ARRIVE')) times[stage] = at
  }
  return times
}
