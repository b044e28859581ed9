import { onScopeDispose } from 'vue'
import { onBeforeRouteLeave } from 'vue-router'

/**
 * Does what was asked last once nothing more was asked for a while. Whoever leaves the page goes where they
 * wanted: an address that was written only then would hold them back.
 */
export function useRest(millis: number): (act: () => void) => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const drop = () => clearTimeout(timer)
  onBeforeRouteLeave(drop)
  onScopeDispose(drop)
  return (act) => {
    drop()
    timer = setTimeout(act, millis)
  }
}
