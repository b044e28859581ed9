import { computed, onScopeDispose, ref, watch } from 'vue'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const LENGTH = { h: HOUR, d: DAY, w: 7 * DAY, m: 30 * DAY, y: 365 * DAY, all: 3650 * DAY }
export type RangeName = keyof typeof LENGTH
const RANGES = Object.keys(LENGTH) as RangeName[]
const FOLLOW = 30_000
/** Zooming out of less than this is no zoom. */
const WHOLE = 0.98

/** The span of time a chart shows: its length, where it ends, and a part of it that was zoomed to. */
export function useSpan(first: RangeName = 'd') {
  const range = ref<RangeName>(first)
  /** When it ends; null follows the clock. */
  const end = ref<number | null>(null)
  const now = ref(Date.now())
  const part = ref<[number, number] | null>(null)
  const timer = setInterval(() => (now.value = Date.now()), FOLLOW)
  onScopeDispose(() => clearInterval(timer))
  watch(range, () => (part.value = null))

  const span = computed<[number, number]>(() => {
    if (part.value) return part.value
    const to = end.value ?? now.value
    return [to - LENGTH[range.value], to]
  })
  return {
    range,
    RANGES,
    from: computed(() => new Date(span.value[0]).toISOString()),
    to: computed(() => new Date(span.value[1]).toISOString()),
    live: computed(() => end.value === null && !part.value),
    zoomed: computed(() => part.value !== null),
    /** By as much as is shown. */
    shift(direction: 1 | -1) {
      const [from, to] = span.value
      const length = to - from
      part.value = null
      const next = to + direction * length
      end.value = next >= Date.now() ? null : next
      if (length !== LENGTH[range.value]) part.value = [from + direction * length, to + direction * length]
    },
    toNow() {
      end.value = null
      part.value = null
      now.value = Date.now()
    },
    /** Somebody zoomed to a part of it: that part is asked for anew, with finer points. */
    looked(from: string, to: string) {
      const [a, b] = [Date.parse(from), Date.parse(to)]
      const [begin, finish] = span.value
      if (b - a > 0 && b - a < (finish - begin) * WHOLE) part.value = [a, b]
    },
    whole() {
      part.value = null
    },
  }
}
