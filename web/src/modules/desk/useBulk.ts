import { useMutation } from '@tanstack/vue-query'
import { api, Problem } from '@/kernel/http'
import { problemText } from '@/kernel/problems'
import type { ActionForm } from '../cases/useCase'

export interface BulkOrder extends ActionForm {
  ids: number[]
  action: string
}

export interface BulkRow {
  id: number
  ok: boolean
  text: string
}

/** Actions that say why or say nothing. */
export const needsReason = (action: string) => action === 'COMMENT' || action === 'CANCEL'

/** Reads one line of the server's answer; its problem has the type and the words of a problem. */
export function bulkRow(row: Record<string, unknown>): BulkRow {
  const ok = row.done === true
  const problem = { type: row.problem, detail: row.detail }
  return { id: Number(row.id), ok, text: ok ? '' : problemText(new Problem(409, problem)) }
}

/** One action on many cases; each succeeds or fails on its own. */
export const useBulk = () =>
  useMutation({
    mutationFn: async (order: BulkOrder) => {
      const rows = await api.post<Record<string, unknown>[]>('/api/v1/cases/bulk', order)
      return rows.map(bulkRow)
    },
  })
