import { useInfiniteQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { mapApi } from './mapApi'
import type { Position } from './sketch'
import type { ComponentRow, Page } from './types'

/** One question to the map that is answered by a list of components. */
export type Question =
  | { kind: 'nearest'; from: Position; k: number }
  | { kind: 'within'; area: GeoJSON.Geometry }
  | { kind: 'along'; line: GeoJSON.LineString; metres: number }

const PAGE = 50
const FARTHEST_M = 20_000
const MOST_ALONG = 500

function ask(
  question: Question,
  classes: readonly string[],
  asof: string | null,
  after: string | null,
): Promise<Page<ComponentRow>> {
  switch (question.kind) {
    case 'nearest': {
      const [lng, lat] = question.from
      return mapApi
        .nearest({ lng, lat }, question.k, FARTHEST_M, { classes, asof })
        .then((items) => ({ items }))
    }
    case 'within':
      return mapApi.within(question.area, { classes, asof, limit: PAGE }, after)
    case 'along':
      return mapApi.along(question.line, question.metres, { classes, asof, limit: MOST_ALONG })
  }
}

/** What is found, page after page. */
export function useFound(
  question: Ref<Question | null>,
  classes: Ref<readonly string[]>,
  moment: Ref<string | null>,
) {
  const query = useInfiniteQuery({
    queryKey: ['map', 'found', question, classes, moment],
    queryFn: ({ pageParam }) => ask(question.value!, classes.value, moment.value, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next ?? null,
    enabled: computed(() => question.value !== null),
  })
  const rows = computed(() => query.data.value?.pages.flatMap((page) => page.items) ?? [])
  return { query, rows }
}
