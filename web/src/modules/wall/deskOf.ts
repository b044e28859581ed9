import type { CaseFilter } from '../cases/filters'
import { noFilter, queryOf } from '../cases/filters'

const parts: Record<string, Partial<CaseFilter>> = {
  inHand: { stage: ['REPORT', 'FILE', 'DISPATCH', 'HANDLE', 'FEEDBACK'] },
  dueSoon: { due: ['DUE_SOON'], sort: 'dueAt' },
  overdue: { due: ['OVERDUE'], sort: 'dueAt' },
}

/** The desk's list of exactly the cases a figure counts, where a filter can say it. */
export function deskOf(figure: string, [district = '', street = '']: readonly string[]) {
  const part = parts[figure]
  return part ? { path: '/desk', query: queryOf({ ...noFilter, ...part, district, street }) } : null
}
