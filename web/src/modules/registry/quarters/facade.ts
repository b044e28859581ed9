import type { DoorCell, Picture } from './types'

/** A door with its place in the picture: column from the left, row from the top. */
export interface Placed {
  door: DoorCell
  column: number
  row: number
}

/** An entrance of a building: its doors side by side, floor above floor. */
export interface Entrance {
  number: number
  columns: number
  doors: Placed[]
}

const order = new Intl.Collator('zh', { numeric: true })

/** What of a label tells doors of one landing apart: 1203 on floor 12 is 03. */
function place({ floor, label }: DoorCell) {
  return label.length > String(floor).length && label.startsWith(String(floor))
    ? label.slice(String(floor).length)
    : label
}

/** Doors above each other stand in one column, also where a landing lacks one. */
export function entrancesOf(picture: Picture): Entrance[] {
  const rows = new Map(picture.floors.map((floor, i) => [floor, i]))
  return picture.entrances.map((number) => {
    const doors = picture.doors.filter((door) => door.entrance === number)
    const places = [...new Set(doors.map(place))].sort(order.compare)
    const columns = new Map(places.map((one, i) => [one, i]))
    return {
      number,
      columns: places.length,
      doors: doors.map((door) => ({ door, column: columns.get(place(door))!, row: rows.get(door.floor)! })),
    }
  })
}

/** Codes of groups and occupancies that are lit; one of each kind named must fit. */
export type Light = ReadonlySet<string>

const OCCUPANCIES = new Set<string>(['OWN', 'RENT', 'VACANT', 'UNKNOWN'])

/** The test for a light, made once and put to thousands of doors. */
export function litBy(light: Light): (door: DoorCell) => boolean {
  const occupancies = [...light].filter((code) => OCCUPANCIES.has(code))
  const groups = [...light].filter((code) => !OCCUPANCIES.has(code))
  if (!light.size) return () => false
  return (door) =>
    (!occupancies.length || occupancies.includes(door.occupancy)) &&
    (!groups.length || door.groups.some((code) => groups.includes(code)))
}

/** How many doors each group and each occupancy has. */
export function countsOf(doors: Iterable<DoorCell>): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const door of doors) {
    for (const code of [door.occupancy, ...door.groups]) counts[code] = (counts[code] ?? 0) + 1
  }
  return counts
}
