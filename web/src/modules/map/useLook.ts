import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { lookOf, queryOf, type Look } from './look'

/** What the address of the page says, and how to say something else. */
export function useLook() {
  const route = useRoute()
  const router = useRouter()
  const path = route.path
  let pending: Look | null = null
  const look: ComputedRef<Look> = computed(() => lookOf(route.query))

  /**
   * @param step whether the back button returns to what was before
   */
  function set(part: Partial<Look>, step = false) {
    if (route.path !== path) return
    // Two changes in one breath: the second builds on the first, which the router has not told yet.
    const next: Look = { ...(pending ?? look.value), ...part }
    pending = next
    const told = step ? router.push({ query: queryOf(next) }) : router.replace({ query: queryOf(next) })
    void told.finally(() => {
      if (pending === next) pending = null
    })
  }

  return { look, set }
}

export type UseLook = ReturnType<typeof useLook>
