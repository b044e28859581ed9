import type { Locale } from './i18n'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const tags: Record<Locale, string> = { zh: 'zh-CN', en: 'en-GB' }
const cache = new Map<string, Intl.DateTimeFormat>()

function formatter(locale: Locale, zone: string | undefined, shape: string) {
  const key = `${locale}|${zone}|${shape}`
  let found = cache.get(key)
  if (!found) {
    found = new Intl.DateTimeFormat(tags[locale], { ...shapes[shape], timeZone: zone })
    cache.set(key, found)
  }
  return found
}

const two = '2-digit' as const
const shapes: Record<string, Intl.DateTimeFormatOptions> = {
  time: { hour: two, minute: two, hourCycle: 'h23' },
  seconds: { hour: two, minute: two, second: two, hourCycle: 'h23' },
  day: { month: two, day: two },
  date: { year: 'numeric', month: two, day: two },
  weekday: { weekday: 'long' },
}

export type TimeShape = 'time' | 'seconds' | 'day' | 'date' | 'weekday'

/** A moment in the city's own zone. */
export function formatTime(
  at: string | number | Date | null | undefined,
  locale: Locale,
  zone?: string,
  shape: TimeShape = 'time',
) {
  if (at === null || at === undefined) return ''
  return formatter(locale, zone, shape).format(new Date(at)).replaceAll('/', locale === 'zh' ? '-' : '/')
}

/** Time of day for today, month and day with it for other days, the year for other years. */
export function formatMoment(
  at: string | number | null | undefined,
  locale: Locale,
  zone?: string,
  now: number = Date.now(),
) {
  if (at === null || at === undefined) return ''
  const time = formatTime(at, locale, zone, 'time')
  const date = formatTime(at, locale, zone, 'date')
  const today = formatTime(now, locale, zone, 'date')
  if (date === today) return time
  const sameYear = formatter(locale, zone, 'date').formatToParts(new Date(at)).find((p) => p.type === 'year')?.value ===
    formatter(locale, zone, 'date').formatToParts(new Date(now)).find((p) => p.type === 'year')?.value
  return `${sameYear ? formatTime(at, locale, zone, 'day') : date} ${time}`
}

/** A span of time in at most two units: `2小时5分`, `3天4小时`, `45秒`; the sign is dropped. */
export function formatDuration(ms: number, locale: Locale) {
  const words =
    locale === 'zh'
      ? { d: '天', h: '小时', m: '分', s: '秒', gap: '' }
      : { d: ' d', h: ' h', m: ' min', s: ' s', gap: ' ' }
  const span = Math.abs(ms)
  if (span < MINUTE) return `${Math.floor(span / 1000)}${words.s}`
  const days = Math.floor(span / DAY)
  const hours = Math.floor((span % DAY) / HOUR)
  const minutes = Math.floor((span % HOUR) / MINUTE)
  if (days > 0) return `${days}${words.d}${hours ? `${words.gap}${hours}${words.h}` : ''}`
  if (hours > 0) return `${hours}${words.h}${minutes ? `${words.gap}${minutes}${words.m}` : ''}`
  return `${minutes}${words.m}`
}

/** `320 m`, `1.4 km`; in Chinese 米 and 公里. */
export function formatDistance(metres: number, locale: Locale) {
  const zh = locale === 'zh'
  if (metres < 1000) return `${Math.round(metres / 10) * 10}${zh ? '米' : ' m'}`
  const km = metres / 1000
  return `${km < 10 ? km.toFixed(1) : Math.round(km)}${zh ? '公里' : ' km'}`
}

/** Great-circle distance in metres. */
export function distance(a: { lat: number; lng: number }, b: { lat: number; lng: number }) {
  const rad = Math.PI / 180
  const dLat = ((b.lat - a.lat) * rad) / 2
  const dLng = ((b.lng - a.lng) * rad) / 2
  const h =
    Math.sin(dLat) ** 2 + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(dLng) ** 2
  return 2 * 6_371_008.8 * Math.asin(Math.sqrt(h))
}
