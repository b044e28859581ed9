import type { CaseSummary } from '@/kernel/types'

const ended = new Set(['CLOSED', 'FORCED_CLOSE', 'CANCELLED', 'MERGED', 'NOT_ACCEPTED'])

/** Whether somebody still has to do something about the case. */
export const isOpen = (row: Pick<CaseSummary, 'state'>) => !ended.has(row.state)

/** Whether a case lies in a region or below it; no region means everywhere. */
export function liesIn(row: Pick<CaseSummary, 'regionPath'>, region: string | null | undefined) {
  return !region || (row.regionPath?.split('.').includes(region) ?? false)
}
