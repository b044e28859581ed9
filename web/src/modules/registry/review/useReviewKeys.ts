import { onBeforeUnmount, onMounted } from 'vue'

/** What the keys do: S same, N not the same, J or → skip, Z undo. Not while somebody writes. */
export function useReviewKeys(acts: { same(): void; apart(): void; skip(): void; undo(): void }): void {
  const keys: Record<string, keyof typeof acts> = {
    s: 'same',
    n: 'apart',
    j: 'skip',
    ArrowRight: 'skip',
    z: 'undo',
  }
  function hear(event: KeyboardEvent): void {
    const target = event.target as HTMLElement
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
    if (target.closest('input, textarea, select, [role=dialog], [contenteditable]')) return
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    if (!act) return
    event.preventDefault()
    acts[act]()
  }
  onMounted(() => addEventListener('keydown', hear))
  onBeforeUnmount(() => removeEventListener('keydown', hear))
}
