import { onScopeDispose, ref, watchEffect } from 'vue'

/** What a page is about, first in the title of the browser's tab. */
export const subject = ref('')

/** Names the subject as long as the component lives. */
export function useSubject(words: () => string) {
  watchEffect(() => (subject.value = words()))
  onScopeDispose(() => (subject.value = ''))
}
