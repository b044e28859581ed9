import { useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { mapApi, type Place } from './mapApi'
import { circle } from './sketch'
import type { ComponentRow, Crossing } from './types'

/** Lines whose depth below a place is asked of the network: 供水 to 通信, 01993 to 01999. */
const isPipe = (code: string) => code >= '01993' && code <= '01999'
const MOST = 50

/** What one finds at a place: the region, all that stands or lies there, and the pipes below it by depth. */
export function usePlace(place: Ref<Place | null>, metres: Ref<number>, moment: Ref<string | null>) {
  const enabled = computed(() => place.value !== null)
  const where = useQuery({
    queryKey: ['map', 'place', place],
    queryFn: () => mapApi.place(place.value!),
    enabled,
    staleTime: 60_000,
  })
  const here = useQuery({
    queryKey: ['map', 'here', place, metres, moment],
    queryFn: () =>
      mapApi.within(circle([place.value!.lng, place.value!.lat], metres.value, 16), {
        asof: moment.value,
        limit: MOST,
      }),
    enabled,
  })
  const under = useQuery({
    queryKey: ['map', 'under', place, metres],
    queryFn: () => mapApi.under(place.value!, metres.value),
    enabled: computed(() => place.value !== null && moment.value === null),
  })

  const things = computed<ComponentRow[]>(() =>
    (here.data.value?.items ?? []).filter((row) => under.isError.value || !isPipe(row.classCode) || moment.value !== null),
  )
  const pipes = computed<Crossing[]>(() => under.data.value?.pipes ?? [])
  const notShown = computed(() => under.data.value?.notShown ?? [])
  return { where, here, under, things, pipes, notShown }
}
