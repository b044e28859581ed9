export const UNITS = ['D', 'M', 'Y'] as const
export type Unit = (typeof UNITS)[number]

export interface Period {
  amount: number
  unit: Unit
}

/** `P180D`, `P6M` and `P3Y`; null for what has several units, which stays as it is written. */
export function parsePeriod(iso: string): Period | null {
  const found = /^P(\d+)([DMY])$/.exec(iso)
  return found ? { amount: Number(found[1]), unit: found[2] as Unit } : null
}

export const writePeriod = (period: Period): string => `P${period.amount}${period.unit}`
