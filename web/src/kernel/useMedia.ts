import { onScopeDispose, ref } from 'vue'

/** Whether a media query holds now. */
export function useMedia(query: string) {
  const list = window.matchMedia(query)
  const matches = ref(list.matches)
  const hear = () => (matches.value = list.matches)
  list.addEventListener('change', hear)
  onScopeDispose(() => list.removeEventListener('change', hear))
  return matches
}

export const useIsPhone = () => useMedia('(max-width: 760px)')
