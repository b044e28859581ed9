import { ref, watch } from 'vue'

export interface Column {
  key: string
  /** Width in pixels; columns with `grow` share what is left. */
  width: number
  grow?: boolean
  /** The server's name to sort by, if it can. */
  sort?: string
  shown: boolean
}

export const columns: readonly Column[] = [
  { key: 'number', width: 158, sort: 'number', shown: true },
  { key: 'state', width: 144, sort: 'stage', shown: true },
  { key: 'class', width: 132, grow: true, sort: 'class', shown: true },
  { key: 'dueAt', width: 136, sort: 'dueAt', shown: true },
  { key: 'place', width: 168, grow: true, sort: 'district', shown: true },
  { key: 'address', width: 200, grow: true, shown: true },
  { key: 'unit', width: 168, grow: true, sort: 'unit', shown: true },
  { key: 'worker', width: 84, shown: true },
  { key: 'channel', width: 84, shown: false },
  { key: 'description', width: 240, grow: true, shown: false },
  { key: 'reports', width: 72, sort: 'reports', shown: false },
  { key: 'reportedAt', width: 104, sort: 'reportedAt', shown: true },
  { key: 'updatedAt', width: 104, sort: 'updatedAt', shown: false },
]

const usual = columns.filter((column) => column.shown).map((column) => column.key)
const narrow = ['number', 'state', 'class', 'dueAt', 'place']

function saved(): string[] {
  try {
    const keys: unknown = JSON.parse(localStorage.getItem('yiwang.columns') ?? '')
    return Array.isArray(keys) && keys.length ? keys.map(String) : usual
  } catch {
    return usual
  }
}

const chosen = ref(saved())
watch(chosen, (keys) => localStorage.setItem('yiwang.columns', JSON.stringify(keys)))

/** The columns a person chose, kept in the browser; half a screen shows only the needed ones. */
export function useColumns() {
  const shown = (half: boolean) =>
    columns.filter(({ key }) => chosen.value.includes(key) && (!half || narrow.includes(key)))
  return { chosen, shown }
}

/** The next order after a click on a header: down, up, and down again. */
export function nextSort(current: string, by: string) {
  return current === by ? `-${by}` : current === `-${by}` ? by : by.endsWith('At') ? `-${by}` : by
}
