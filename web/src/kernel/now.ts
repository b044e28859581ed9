import { ref } from 'vue'

const now = ref(Date.now())
let timer: ReturnType<typeof setInterval> | undefined

/** The present moment, moved on every second for everybody who shows a running time. */
export function useIntervalNow() {
  timer ??= setInterval(() => (now.value = Date.now()), 1000)
  return now
}
