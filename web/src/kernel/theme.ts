import { ref } from 'vue'

export type Theme = 'light' | 'dark'

/** What the person chose; the wall is dark whatever it is. */
export const chosen = ref<Theme>(
  localStorage.getItem('yiwang.theme') === 'dark' ? 'dark' : 'light',
)
/** What is drawn now. */
export const drawn = ref<Theme>(chosen.value)

export function applyTheme(force?: Theme) {
  drawn.value = force ?? chosen.value
  document.documentElement.classList.toggle('dark', drawn.value === 'dark')
}

export function toggleTheme() {
  chosen.value = chosen.value === 'dark' ? 'light' : 'dark'
  localStorage.setItem('yiwang.theme', chosen.value)
  applyTheme()
}
