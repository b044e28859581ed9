/** A door's place in the parts one walks: `江苏新村 1号楼`, entrance `1`, door `602`. */
export type Place = {
  building: string
  entrance: string
  door: string
}

/** Takes `quarter building entrance door` apart; only the last two never hold a blank. */
export function placeOf(place: string): Place {
  const parts = place.split(' ')
  return {
    building: parts.slice(0, -2).join(' '),
    entrance: parts.at(-2) ?? '',
    door: parts.at(-1) ?? '',
  }
}

/** Rows that follow each other in one building, with its name. */
export function byBuilding<T extends { place: string }>(rows: readonly T[]) {
  const groups: { building: string; rows: T[] }[] = []
  for (const row of rows) {
    const { building } = placeOf(row.place)
    const last = groups.find((group) => group.building === building)
    if (last) last.rows.push(row)
    else groups.push({ building, rows: [row] })
  }
  return groups
}
