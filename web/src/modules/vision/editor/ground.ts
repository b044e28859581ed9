import type { GroundPoint } from '../cameraTypes'

/** Metres to a degree of latitude on the sphere all distances are measured on. */
const PER_LAT = (Math.PI / 180) * 6_371_008.8

export interface Place {
  lng: number
  lat: number
}

/** Where a point of the picture lies on the ground; null for the sky. */
export type ToGround = (px: number, py: number) => Place | null

/**
 * The map of a plane that a camera sees, by four points (Hartley and Zisserman, Multiple View Geometry, 4.1); null
 * while they do not say one: fewer than four, three on a line, or in another order round the place than round the
 * picture. The server solves the same; this only shows it while it is picked.
 */
export function toGround(points: readonly GroundPoint[]): ToGround | null {
  if (points.length !== 4 || points.some((p) => [p.px, p.py, p.lng, p.lat].some((n) => !Number.isFinite(n)))) return null
  const mean = (of: (p: GroundPoint) => number) => points.reduce((sum, p) => sum + of(p), 0) / 4
  const [lng, lat, x0, y0] = [mean((p) => p.lng), mean((p) => p.lat), mean((p) => p.px), mean((p) => p.py)]
  const perLng = PER_LAT * Math.cos((lat * Math.PI) / 180)
  const rows = points.flatMap((p) => {
    const [u, v] = [p.px - x0, p.py - y0]
    const [x, y] = [(p.lng - lng) * perLng, (p.lat - lat) * PER_LAT]
    return [
      [u, v, 1, 0, 0, 0, -u * x, -v * x, x],
      [0, 0, 0, u, v, 1, -u * y, -v * y, y],
    ]
  })
  const h = solve(rows)
  if (!h) return null
  const depth = (u: number, v: number) => h[6]! * u + h[7]! * v + 1
  if (points.some((p) => depth(p.px - x0, p.py - y0) <= 1e-9)) return null
  return (px, py) => {
    const [u, v] = [px - x0, py - y0]
    const w = depth(u, v)
    if (w <= 1e-9) return null
    return {
      lng: lng + (h[0]! * u + h[1]! * v + h[2]!) / w / perLng,
      lat: lat + (h[3]! * u + h[4]! * v + h[5]!) / w / PER_LAT,
    }
  }
}

/** Gaussian elimination with the largest pivot; null when there is no single answer. */
function solve(rows: number[][]): number[] | null {
  const n = rows.length
  for (let k = 0; k < n; k++) {
    let best = k
    for (let i = k + 1; i < n; i++) if (Math.abs(rows[i]![k]!) > Math.abs(rows[best]![k]!)) best = i
    ;[rows[k], rows[best]] = [rows[best]!, rows[k]!]
    const pivot = rows[k]!
    if (Math.abs(pivot[k]!) < 1e-9) return null
    for (let i = k + 1; i < n; i++) {
      const factor = rows[i]![k]! / pivot[k]!
      for (let j = k; j <= n; j++) rows[i]![j]! -= factor * pivot[j]!
    }
  }
  const x = new Array<number>(n).fill(0)
  for (let k = n - 1; k >= 0; k--) {
    let sum = rows[k]![n]!
    for (let j = k + 1; j < n; j++) sum -= rows[k]![j]! * x[j]!
    x[k] = sum / rows[k]![k]!
  }
  return x
}

/** Metres between two places that are near one another. */
export function metres(a: Place, b: Place): number {
  const across = (a.lng - b.lng) * PER_LAT * Math.cos((a.lat * Math.PI) / 180)
  return Math.hypot(across, (a.lat - b.lat) * PER_LAT)
}
