import type { LocationQuery } from 'vue-router'

/** What is looked for in the trail; empty means any. It lives in the address, so a search can be sent. */
export interface AuditFilter {
  action: string[]
  outcome: string
  actor: string
  object: string
  reference: string
  from: string
  to: string
}

export const EMPTY: AuditFilter = {
  action: [],
  outcome: '',
  actor: '',
  object: '',
  reference: '',
  from: '',
  to: '',
}

export function fromQuery(query: LocationQuery): AuditFilter {
  const text = (key: string) => (typeof query[key] === 'string' ? (query[key] as string) : '')
  return {
    action: text('action').split(',').filter(Boolean),
    outcome: text('outcome'),
    actor: text('actor'),
    object: text('object'),
    reference: text('reference'),
    from: text('from'),
    to: text('to'),
  }
}

/** For the address: what is empty is left out. */
export function toQuery(filter: AuditFilter): Record<string, string> {
  const query: Record<string, string> = {}
  for (const [key, value] of Object.entries(filter)) {
    const text = Array.isArray(value) ? value.join(',') : (value as string).trim()
    if (text) query[key] = text
  }
  return query
}

/** For the server: days become instants in the browser's zone, the last day included. */
export function toRequest(filter: AuditFilter): Record<string, string> {
  const query = toQuery(filter)
  if (query.from) query.from = new Date(`${query.from}T00:00:00`).toISOString()
  if (query.to) {
    const end = new Date(`${query.to}T00:00:00`)
    end.setDate(end.getDate() + 1)
    query.to = end.toISOString()
  }
  return query
}

export const isNarrow = (filter: AuditFilter): boolean => Object.keys(toQuery(filter)).length > 0
