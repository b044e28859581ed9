import { onBeforeUnmount, onMounted } from 'vue'

/** Does what a key names, by its letter or name; not while somebody writes or a dialog asks. */
export function useKeys(acts: Record<string, () => void>): void {
  function hear(event: KeyboardEvent): void {
    const target = event.target as HTMLElement
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
    if (target.closest('input:not([type=checkbox]), textarea, select, [role=dialog], [contenteditable]')) return
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    if (!act) return
    event.preventDefault()
    act()
  }
  onMounted(() => addEventListener('keydown', hear))
  onBeforeUnmount(() => removeEventListener('keydown', hear))
}
