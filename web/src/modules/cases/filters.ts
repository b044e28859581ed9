import type { LocationQuery } from 'vue-router'
import {
  DUE_STATES,
  STAGES,
  type CaseSummary,
  type DueState,
  type Stage,
} from '@/kernel/types'
import { formatTime } from '@/kernel/format'
import { liesIn } from './caseRules'

/** What the list shows; all of it lives in the page's address, so that it can be kept and shared. */
export interface CaseFilter {
  stage: Stage[]
  due: DueState[]
  channel: string[]
  district: string
  street: string
  unit: string
  class: string
  /** `true`: only those that closed by what was seen. */
  selfClosed: string
  q: string
  from: string
  to: string
  sort: string
  page: number
  size: number
}

export const noFilter: CaseFilter = {
  stage: [],
  due: [],
  channel: [],
  district: '',
  street: '',
  unit: '',
  class: '',
  selfClosed: '',
  q: '',
  from: '',
  to: '',
  sort: '-reportedAt',
  page: 0,
  size: 50,
}

const texts = ['district', 'street', 'unit', 'class', 'selfClosed', 'q', 'from', 'to'] as const

function listOf<T extends string>(value: unknown, allowed?: readonly T[]): T[] {
  const found = String(value ?? '').split(',').filter(Boolean) as T[]
  return allowed ? found.filter((entry) => allowed.includes(entry)) : found
}

/** Reads a filter from an address; what it does not understand is left out. */
export function filterOf(query: LocationQuery | URLSearchParams): CaseFilter {
  const all = (query instanceof URLSearchParams ? Object.fromEntries(query) : query) as Record<
    string,
    unknown
  >
  const filter: CaseFilter = {
    ...noFilter,
    stage: listOf(all.stage, STAGES),
    due: listOf(all.due, DUE_STATES),
    channel: listOf(all.channel),
    sort: /^-?[a-zA-Z]+$/.test(String(all.sort ?? '')) ? String(all.sort) : noFilter.sort,
    page: Math.max(0, Math.trunc(Number(all.page)) || 0),
    size: [20, 50, 100, 200].includes(Number(all.size)) ? Number(all.size) : noFilter.size,
  }
  for (const key of texts) filter[key] = String(all[key] ?? '')
  return filter
}

/** Writes what differs from an empty filter. */
export function queryOf(filter: CaseFilter): Record<string, string> {
  const query: Record<string, string> = {}
  for (const [key, value] of Object.entries(filter)) {
    const text = Array.isArray(value) ? value.join(',') : String(value)
    const usual = noFilter[key as keyof CaseFilter]
    if (text !== (Array.isArray(usual) ? '' : String(usual))) query[key] = text
  }
  return query
}

/** The same for the server: the deepest region stands for all. */
export function askOf(filter: CaseFilter) {
  const { district, street, ...rest } = filter
  return { ...rest, region: street || district }
}

/** Whether a filter asks for nothing but a place and stages: what the counters know. */
export const isCounted = (filter: CaseFilter) =>
  !isNarrow({ ...filter, stage: [], district: '', street: '' })

/** The part of the filter that says which cases, without order and page. */
export function isNarrow(filter: CaseFilter) {
  const { sort, page, size, ...which } = filter
  void [sort, page, size]
  return Object.values(which).some((value) => value.length > 0)
}

/**
 * Whether the server would list the row under this filter, as far as the row itself tells.
 *
 * @param zone of the city, in which the filter's days begin and end
 */
export function matches(row: CaseSummary, filter: CaseFilter, zone?: string) {
  const oneOf = (list: readonly string[], value: string) => !list.length || list.includes(value)
  const day = filter.from || filter.to ? formatTime(row.reportedAt, 'zh', zone, 'date') : ''
  const text = [row.number, row.classZh, row.classEn, row.address, row.description].join(' ')
  return (
    oneOf(filter.stage, row.stage) &&
    oneOf(filter.due, row.dueState) &&
    oneOf(filter.channel, row.channel) &&
    liesIn(row, filter.street || filter.district) &&
    (!filter.unit || row.unitCode === filter.unit) &&
    (!filter.class || row.classCode === filter.class) &&
    (!filter.selfClosed || String(row.undoUntil !== null) === filter.selfClosed) &&
    (!filter.from || day >= filter.from) &&
    (!filter.to || day <= filter.to) &&
    (!filter.q || text.toLowerCase().includes(filter.q.toLowerCase()))
  )
}
