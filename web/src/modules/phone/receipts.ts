import type { Parcel } from './parcels'

/** What the server gave for a report of this phone: the way back to it. */
export interface Receipt {
  key: string
  tracking: string
  label: string
  at: number
}

const NAME = 'yiwang.receipts'
const MOST = 20

/** The receipts of this phone, the newest first. */
export function listReceipts(): Receipt[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(NAME) ?? '[]')
    return Array.isArray(kept) ? (kept as Receipt[]) : []
  } catch {
    return []
  }
}

export function keepReceipt(parcel: Parcel, answer: unknown): void {
  const tracking = (answer as { tracking?: unknown } | null)?.tracking
  if (typeof tracking !== 'string') return
  const rest = listReceipts().filter((each) => each.key !== parcel.key)
  const receipt = { key: parcel.key, tracking, label: parcel.label, at: parcel.createdAt }
  localStorage.setItem(NAME, JSON.stringify([receipt, ...rest].slice(0, MOST)))
}
