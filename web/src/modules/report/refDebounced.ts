import { onScopeDispose, ref, watch, type Ref } from 'vue'

/** Follows a value once it has been still for a while. */
export function refDebounced<T>(source: Ref<T>, millis: number): Readonly<Ref<T>> {
  const calm = ref(source.value) as Ref<T>
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(source, (value) => {
    clearTimeout(timer)
    timer = setTimeout(() => (calm.value = value), millis)
  })
  onScopeDispose(() => clearTimeout(timer))
  return calm
}
