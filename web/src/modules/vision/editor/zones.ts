import type { Corner, Zone } from '../cameraTypes'

/** A polygon needs that many. */
export const LEAST = 3

export const within = (x: number, y: number): Corner => [clamp(x), clamp(y)]
const clamp = (part: number) => Math.round(Math.min(1, Math.max(0, part)) * 10_000) / 10_000

const with1 = (zones: readonly Zone[], at: number, corners: Corner[]): Zone[] =>
  zones.map((zone, i) => (i === at ? { ...zone, corners } : zone))

export function moveCorner(zones: readonly Zone[], at: number, corner: number, x: number, y: number): Zone[] {
  const corners = zones[at]!.corners.map((old, i) => (i === corner ? within(x, y) : old))
  return with1(zones, at, corners)
}

/** A new corner behind that one. */
export function insertCorner(zones: readonly Zone[], at: number, after: number, x: number, y: number): Zone[] {
  const corners = [...zones[at]!.corners]
  corners.splice(after + 1, 0, within(x, y))
  return with1(zones, at, corners)
}

/** Without that corner; without the whole zone when too few are left. */
export function removeCorner(zones: readonly Zone[], at: number, corner: number): Zone[] {
  const corners = zones[at]!.corners.filter((_, i) => i !== corner)
  return corners.length < LEAST ? removeZone(zones, at) : with1(zones, at, corners)
}

export const removeZone = (zones: readonly Zone[], at: number): Zone[] => zones.filter((_, i) => i !== at)

/** Moved as a whole, as far as it stays in the picture. */
export function moveZone(zones: readonly Zone[], at: number, dx: number, dy: number): Zone[] {
  const { corners } = zones[at]!
  const xs = corners.map(([x]) => x)
  const ys = corners.map(([, y]) => y)
  const right = Math.min(Math.max(dx, -Math.min(...xs)), 1 - Math.max(...xs))
  const down = Math.min(Math.max(dy, -Math.min(...ys)), 1 - Math.max(...ys))
  return with1(zones, at, corners.map(([x, y]) => within(x + right, y + down)))
}

/** Where a name stands: the mean of the corners. */
export function middle(corners: readonly Corner[]): Corner {
  const sum = corners.reduce(([a, b], [x, y]) => [a + x, b + y] as const, [0, 0] as const)
  return [sum[0] / corners.length, sum[1] / corners.length]
}

/** Whether two edges of the polygon cross, which no zone may. */
export function crosses(corners: readonly Corner[]): boolean {
  const n = corners.length
  for (let i = 0; i < n; i++) {
    for (let j = i + 2; j < n; j++) {
      if (i === 0 && j === n - 1) continue
      if (meet(corners[i]!, corners[(i + 1) % n]!, corners[j]!, corners[(j + 1) % n]!)) return true
    }
  }
  return false
}

function meet(a: Corner, b: Corner, c: Corner, d: Corner): boolean {
  const side = (p: Corner, q: Corner, r: Corner) => (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
}
