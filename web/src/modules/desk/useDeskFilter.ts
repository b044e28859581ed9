import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { filterOf, noFilter, queryOf, type CaseFilter } from '../cases/filters'

/** The desk's filter, which lives in the address. */
export function useDeskFilter() {
  const route = useRoute()
  const router = useRouter()
  const filter = computed<CaseFilter>({
    get: () => filterOf(route.query),
    set: (next) => void router.replace({ query: queryOf(next) }),
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
