import { onBeforeUnmount, onMounted } from 'vue'

export interface DeskKeys {
  move: (step: number) => void
  open: () => void
  pick: () => void
  search: () => void
  close: () => void
}

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')

/** The desk by keyboard; silent while a person types or a dialog is open. */
export function useDeskKeys(keys: DeskKeys) {
  function hear(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return
    if (document.querySelector('.el-overlay:not([style*="display: none"])')) return
    const acts: Record<string, () => void> = {
      j: () => keys.move(1),
      ArrowDown: () => keys.move(1),
      k: () => keys.move(-1),
      ArrowUp: () => keys.move(-1),
      Enter: keys.open,
      x: keys.pick,
      '/': keys.search,
      Escape: keys.close,
    }
    const act = acts[event.key]
    if (!act) return
    if (event.key === 'Enter' && event.target instanceof HTMLButtonElement) return
    event.preventDefault()
    act()
  }
  onMounted(() => document.addEventListener('keydown', hear))
  onBeforeUnmount(() => document.removeEventListener('keydown', hear))
}
