import type { LocationQuery } from 'vue-router'

/** Whether quarters are coloured by how many, or by which share of all. */
export type By = 'count' | 'share'
export type Column = 'name' | 'count' | 'share'

/** What the map shows. It lives in the address, so what one sees can be sent. */
export interface Look {
  measure: string
  by: By
  /** Empty: everything the reader may see. */
  region: string
  quarter: number | null
  sort: Column
  descending: boolean
}

/** The measure of the neighbourhood's first story: who has come back. */
export const FIRST_MEASURE = 'RETURNEE'

export function lookOf(query: LocationQuery): Look {
  const text = (key: string) => (typeof query[key] === 'string' ? (query[key] as string) : '')
  const by = text('by') === 'share' ? 'share' : 'count'
  const sort = text('sort')
  const column = sort.replace(/^-/, '')
  const known = column === 'name' || column === 'count' || column === 'share'
  return {
    measure: text('measure') || FIRST_MEASURE,
    by,
    region: text('region'),
    quarter: /^\d+$/.test(text('quarter')) ? Number(text('quarter')) : null,
    sort: known ? column : by,
    descending: known ? sort.startsWith('-') : true,
  }
}

/** For the address: what is as usual is left out. */
export function queryOf(look: Look): Record<string, string> {
  const query: Record<string, string> = {}
  if (look.measure !== FIRST_MEASURE) query.measure = look.measure
  if (look.by !== 'count') query.by = look.by
  if (look.region) query.region = look.region
  if (look.quarter !== null) query.quarter = String(look.quarter)
  if (look.sort !== look.by || !look.descending) {
    query.sort = (look.descending ? '-' : '') + look.sort
  }
  return query
}
