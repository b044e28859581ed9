import type { Column } from './look'
import type { DrawnQuarter } from './quarterOverlay'

const words = new Intl.Collator('zh', { numeric: true })

/** In the order of a column; what is withheld comes last, whichever way one sorts. */
export function sorted(quarters: readonly DrawnQuarter[], column: Column, descending: boolean) {
  const way = descending ? -1 : 1
  return [...quarters].sort((a, b) => {
    if (column === 'name') return way * words.compare(a.row.name, b.row.name)
    const [x, y] = [a.row[column], b.row[column]]
    if (x === null || y === null) return (x === null ? 1 : 0) - (y === null ? 1 : 0)
    return way * (x - y) || words.compare(a.row.name, b.row.name)
  })
}
