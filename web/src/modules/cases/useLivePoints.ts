import { useQuery } from '@tanstack/vue-query'
import { computed, onScopeDispose, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { api } from '@/kernel/http'
import { pointOf, pointOfRow, type MapPoint, type MapRow } from '@/kernel/map/points'
import type { CaseEvent } from '@/kernel/types'
import { onCases } from '@/kernel/useLive'
import { isOpen, liesIn } from './caseRules'

const BATCH_MS = 400

/** All open cases of a region as points, kept up to date by the live stream in batches. */
export function useLivePoints(
  region: MaybeRefOrGetter<string | null | undefined>,
  onNew: (point: MapPoint) => void = () => {},
) {
  const query = useQuery({
    queryKey: ['cases', 'map', computed(() => toValue(region) ?? null)],
    queryFn: () => api.get<MapRow[]>('/api/v1/cases/map', { region: toValue(region) }),
    staleTime: 0,
    gcTime: 0,
    shallow: true,
  })
  let byId = new Map<number, MapPoint>()
  const points = shallowRef<MapPoint[]>([])
  let timer: ReturnType<typeof setTimeout> | undefined
  /** What was heard while a question was on its way: the answer may be older. */
  let heard: CaseEvent[] = []

  const publish = () => {
    timer ??= setTimeout(() => {
      timer = undefined
      points.value = [...byId.values()]
    }, BATCH_MS)
  }

  watch(query.isFetching, (asks) => asks && (heard = []))

  /** Puts the case where it belongs on the map; false when nothing changed. */
  function place({ case: row }: CaseEvent) {
    if (!liesIn(row, toValue(region)) || !isOpen(row)) return byId.delete(row.id)
    byId.set(row.id, pointOf(row))
    return true
  }

  watch(
    query.data,
    (rows) => {
      byId = new Map((rows ?? []).map((row) => [row[0], pointOfRow(row)]))
      heard.forEach(place)
      points.value = [...byId.values()]
    },
    { immediate: true },
  )

  onCases(
    (event: CaseEvent) => {
      if (query.isFetching.value) heard.push(event)
      if (place(event)) publish()
      if (event.type === 'CaseReported' && byId.has(event.case.id)) onNew(pointOf(event.case))
    },
    () => void query.refetch(),
  )
  onScopeDispose(() => clearTimeout(timer))
  return { points, query }
}
