/** Days of the time slider, as `2026-10-24`; the city's day ends at its own midnight. */
export const MONTHS_BACK = 36

const two = (n: number) => String(n).padStart(2, '0')

/** The first days of so many months up to this one, the oldest first. */
export function monthsUpTo(today: string, count = MONTHS_BACK) {
  const [year = 0, month = 1] = today.split('-').map(Number)
  const first = year * 12 + month - 1 - (count - 1)
  return Array.from({ length: count }, (_, i) => {
    const at = first + i
    return `${Math.floor(at / 12)}-${two((at % 12) + 1)}-01`
  })
}

/** The same day in another month, or the last day of a shorter one. */
export function monthsLater(day: string, months: number) {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const at = year * 12 + month - 1 + months
  const y = Math.floor(at / 12)
  const m = (at % 12) + 1
  const longest = new Date(Date.UTC(y, m, 0)).getUTCDate()
  return `${y}-${two(m)}-${two(Math.min(date, longest))}`
}

/** How many days lie between two days. */
export const daysBetween = (from: string, to: string) =>
  Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / 86_400_000)

export const daysLater = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** The day it is in a zone. */
export function dayIn(zone: string | undefined, at: number) {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at)
}

/** The last moment of a day in a zone, as the server wants to hear it. */
export function endOfDay(day: string, zone: string | undefined) {
  const midnight = Date.parse(`${daysLater(day, 1)}T00:00Z`)
  const shape = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
  const away = Date.parse(`${shape.format(midnight).replace(' ', 'T')}Z`) - midnight
  return new Date(midnight - away - 1000).toISOString().replace('.000', '')
}
