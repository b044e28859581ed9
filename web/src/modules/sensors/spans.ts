/** Lengths of time as ISO 8601 writes them and as people choose them: a number and a unit. */
export const UNITS = ['S', 'M', 'H', 'D'] as const
export type SpanUnit = (typeof UNITS)[number]
export interface Span {
  amount: number
  unit: SpanUnit
}
const SECONDS: Record<SpanUnit, number> = { S: 1, M: 60, H: 3600, D: 86_400 }

/** Seconds of a span such as `PT1H30M` or `P2DT3H`; null when it is none. */
export function seconds(iso: string | null | undefined): number | null {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(iso ?? '')
  if (!parts || iso === 'P' || iso?.endsWith('T')) return null
  const [, days, hours, minutes, rest] = parts
  return Number(days ?? 0) * 86_400 + Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(rest ?? 0)
}

/** In the largest unit of which it is a whole number. */
export function spanOf(iso: string | null | undefined): Span | null {
  const total = seconds(iso)
  if (total === null) return null
  const unit = total === 0 ? 'M' : ([...UNITS].reverse().find((each) => total % SECONDS[each] === 0) ?? 'S')
  return { amount: total / SECONDS[unit], unit }
}

export function isoOf({ amount, unit }: Span): string {
  return unit === 'D' ? `P${amount}D` : `PT${amount}${unit}`
}
