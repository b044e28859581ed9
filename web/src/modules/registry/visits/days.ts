const DAY = 86_400_000

/** Whole days since a day (`2026-11-24`) ended; 0 when it is today or later. */
export function daysLate(day: string, now: number): number {
  return Math.max(0, Math.floor((now - Date.parse(`${day}T00:00:00`)) / DAY))
}

/** A day so many days from now, as `2026-11-24` where the reader is. */
export function dayFrom(now: number, days: number): string {
  const date = new Date(now + days * DAY)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
