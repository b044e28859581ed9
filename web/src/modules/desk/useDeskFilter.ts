import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { filterOf, noFilter, queryOf, type CaseFilter } from '../cases/filters'

const which = (filter: CaseFilter) => JSON.stringify({ ...filter, page: 0 })

/** The desk's filter, which lives in the address; Back takes one choice back, not one letter. */
export function useDeskFilter() {
  const route = useRoute()
  const router = useRouter()
  const filter = computed<CaseFilter>({
    get: () => filterOf(route.query),
    set: (next) => {
      const now = filter.value
      const paging = which(next) === which(now)
      const typing = now.q !== '' && next.q !== now.q
      void router[paging || typing ? 'replace' : 'push']({ query: queryOf(next) })
    },
  })
  const part = <K extends keyof CaseFilter>(key: K) =>
    computed<CaseFilter[K]>({
      get: () => filter.value[key],
      set: (value) =>
        (filter.value = { ...filter.value, [key]: value, ...(key === 'page' ? {} : { page: 0 }) }),
    })
  const clear = () => (filter.value = { ...noFilter, sort: filter.value.sort, size: filter.value.size })
  return { filter, part, clear }
}
