/** Flips one row; with `from`, every row between the two becomes what the clicked one becomes. */
export function toggled(
  selected: ReadonlySet<number>,
  ids: readonly number[],
  id: number,
  from: number | null = null,
) {
  const next = new Set(selected)
  const wanted = !next.has(id)
  const start = from === null ? -1 : ids.indexOf(from)
  const end = ids.indexOf(id)
  const meant = start < 0 ? [id] : ids.slice(Math.min(start, end), Math.max(start, end) + 1)
  for (const one of meant) {
    if (wanted) next.add(one)
    else next.delete(one)
  }
  return next
}
