import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, onScopeDispose, ref, watch } from 'vue'
import { api } from '@/kernel/http'
import { useIntervalNow } from '@/kernel/now'

const MINUTE = 60_000
/** One step of the slider and how long a picture of the crowd is looked back. */
export const STEP = 10 * MINUTE
const DAY = 24 * 60 * MINUTE
export const STEPS_A_DAY = DAY / STEP
const FRAME_MS = 700

export type Cells = GeoJSON.FeatureCollection<GeoJSON.Polygon, { people: number }>

/** The density grid of now, or of a moment of the last day that is replayed. */
export function useHeat() {
  const now = useIntervalNow()
  const replaying = ref(false)
  const playing = ref(false)
  /** Steps since a day ago. */
  const step = ref(STEPS_A_DAY)
  const began = ref(Date.now())
  const end = computed(() =>
    replaying.value ? began.value - DAY + step.value * STEP : Math.ceil(now.value / (MINUTE / 4)) * (MINUTE / 4),
  )
  const query = useQuery({
    queryKey: ['cameras', 'heat', end, replaying],
    queryFn: ({ signal }) =>
      api.get<Cells>('/api/v1/cameras/heat', { from: new Date(end.value - STEP).toISOString(), to: new Date(end.value).toISOString() }, { signal }),
    placeholderData: keepPreviousData,
  })
  watch(replaying, (on) => {
    playing.value = false
    if (!on) return
    began.value = Math.floor(Date.now() / STEP) * STEP
    step.value = STEPS_A_DAY
  })
  const timer = setInterval(() => {
    if (!playing.value || query.isFetching.value) return
    if (step.value >= STEPS_A_DAY) playing.value = false
    else step.value++
  }, FRAME_MS)
  onScopeDispose(() => clearInterval(timer))
  function play(): void {
    if (step.value >= STEPS_A_DAY) step.value = 0
    playing.value = !playing.value
  }
  const people = computed(() => Math.round((query.data.value?.features ?? []).reduce((sum, each) => sum + each.properties.people, 0)))
  return { query, replaying, playing, step, end, people, play }
}
