import { useMutation } from '@tanstack/vue-query'
import { api } from '@/kernel/http'
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

/** Reads one line of the server's answer. */
export function bulkRow(row: Record<string, unknown>): BulkRow {
  return { id: Number(row.id), ok: row.done === true, text: String(row.detail ?? row.problem ?? '') }
}

/** One action on many cases; each succeeds or fails on its own. */
export const useBulk = () =>
  useMutation({
    mutationFn: async (order: BulkOrder) => {
      const answer = await api.post<unknown>('/api/v1/cases/bulk', order)
      const rows = Array.isArray(answer) ? answer : (answer as { rows: unknown[] }).rows
      return rows.map((row) => bulkRow(row as Record<string, unknown>))
    },
  })
