import type { LocationQuery } from 'vue-router'
import type { Query } from '@/kernel/http'
import { DUES, RESULTS, type Due, type Result, type VisitState } from './types'

/** The tabs of the list: open ones by when they are due, and ended ones. */
export const TABS = ['overdue', 'today', 'later', 'done', 'cancelled'] as const
export type Tab = (typeof TABS)[number]

/** What the list shows; all of it lives in the page's address. */
export interface VisitFilter {
  tab: Tab
  quarter: number | null
  group: string
  result: Result | ''
  round: number | null
  page: number
}

export const PAGE = 50

const number = (value: unknown): number | null => (/^\d+$/.test(String(value ?? '')) ? Number(value) : null)

export function filterOf(query: LocationQuery): VisitFilter {
  const tab = String(query.tab ?? '') as Tab
  const result = String(query.result ?? '') as Result
  return {
    tab: TABS.includes(tab) ? tab : 'today',
    quarter: number(query.quarter),
    group: String(query.group ?? ''),
    result: RESULTS.includes(result) ? result : '',
    round: number(query.round),
    page: number(query.page) ?? 0,
  }
}

export function queryOf({ tab, quarter, group, result, round, page }: VisitFilter) {
  const all = { tab: tab === 'today' ? '' : tab, quarter, group, result, round, page: page || '' }
  return Object.fromEntries(
    Object.entries(all).flatMap(([key, value]) => (value ? [[key, String(value)]] : [])),
  )
}

/** The same as the server is asked. */
export function requestOf({ tab, quarter, group, result, round, page }: VisitFilter): Query {
  const due = DUES.find((one): one is Due => one.toLowerCase() === tab)
  const state: VisitState = tab === 'done' ? 'DONE' : tab === 'cancelled' ? 'CANCELLED' : 'OPEN'
  return { state, due: due ?? '', quarter, group, result: tab === 'done' ? result : '', round, page, size: PAGE }
}
