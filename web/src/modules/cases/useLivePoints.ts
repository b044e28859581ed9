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

  const publish = () => {
    timer ??= setTimeout(() => {
      timer = undefined
      points.value = [...byId.values()]
    }, BATCH_MS)
  }

  watch(
    query.data,
    (rows) => {
      byId = new Map((rows ?? []).map((row) => [row[0], pointOfRow(row)]))
      points.value = [...byId.values()]
    },
    { immediate: true },
  )

  onCases(
    ({ type, case: row }: CaseEvent) => {
      const here = liesIn(row, toValue(region))
      if (here && isOpen(row)) {
        byId.set(row.id, pointOf(row))
        if (type === 'CaseReported') onNew(pointOf(row))
        publish()
      } else if (byId.delete(row.id)) publish()
    },
    () => void query.refetch(),
  )
  onScopeDispose(() => clearTimeout(timer))
  return { points, query }
}
