import { useIntervalNow } from './now'
import { useCity } from './city'
import {
  formatDistance,
  formatDuration,
  formatMoment,
  formatTime,
  type TimeShape,
} from './format'
import { locale } from './i18n'

/** The format helpers bound to the chosen language and the zone of the city. */
export function useFormat() {
  const { city } = useCity()
  const now = useIntervalNow()
  return {
    now,
    time: (at: string | number | null | undefined, shape: TimeShape = 'time') =>
      formatTime(at, locale.value, city.value?.zone, shape),
    moment: (at: string | number | null | undefined) =>
      formatMoment(at, locale.value, city.value?.zone, now.value),
    duration: (ms: number) => formatDuration(ms, locale.value),
    distance: (metres: number) => formatDistance(metres, locale.value),
  }
}
