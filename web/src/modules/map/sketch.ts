/** Geometry of what people draw on the map: positions are longitude and latitude in degrees. */
export type Position = [number, number]

const EARTH_RADIUS_M = 6_371_008.8
const RAD = Math.PI / 180

export function metresBetween([lng1, lat1]: Position, [lng2, lat2]: Position) {
  const dLat = ((lat2 - lat1) * RAD) / 2
  const dLng = ((lng2 - lng1) * RAD) / 2
  const h = Math.sin(dLat) ** 2 + Math.cos(lat1 * RAD) * Math.cos(lat2 * RAD) * Math.sin(dLng) ** 2
  return 2 * EARTH_RADIUS_M * Math.asin(Math.sqrt(h))
}

export function lengthOf(line: readonly Position[]) {
  let metres = 0
  for (let i = 1; i < line.length; i++) metres += metresBetween(line[i - 1]!, line[i]!)
  return metres
}

/**
 * Area of a ring on the sphere in square metres (Chamberlain and Duquette, JPL Publication 07-3,
 * "Some Algorithms for Polygons on a Sphere"); the ring need not be closed.
 */
export function areaOf(ring: readonly Position[]) {
  if (ring.length < 3) return 0
  let sum = 0
  for (let i = 0; i < ring.length; i++) {
    const [lng1, lat1] = ring[i]!
    const [lng2, lat2] = ring[(i + 1) % ring.length]!
    sum += (lng2 - lng1) * RAD * (2 + Math.sin(lat1 * RAD) + Math.sin(lat2 * RAD))
  }
  return Math.abs((sum * EARTH_RADIUS_M * EARTH_RADIUS_M) / 2)
}

/** A circle as a polygon that contains it. */
export function circle([lng, lat]: Position, metres: number, corners = 48): GeoJSON.Polygon {
  const reach = metres / Math.cos(Math.PI / corners)
  const north = reach / (RAD * EARTH_RADIUS_M)
  const east = north / Math.cos(lat * RAD)
  const ring: Position[] = []
  for (let i = 0; i < corners; i++) {
    const angle = (2 * Math.PI * i) / corners
    ring.push([lng + east * Math.cos(angle), lat + north * Math.sin(angle)])
  }
  return { type: 'Polygon', coordinates: [[...ring, ring[0]!]] }
}

export function polygonOf(ring: readonly Position[]): GeoJSON.Polygon {
  return { type: 'Polygon', coordinates: [[...ring, ring[0]!]] }
}

export const lineOf = (line: readonly Position[]): GeoJSON.LineString => ({
  type: 'LineString',
  coordinates: [...line],
})

function crosses(a: Position, b: Position, c: Position, d: Position) {
  const side = (p: Position, q: Position, r: Position) =>
    Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]))
  return side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b)
}

/** Whether the outline crosses itself, so that it has no clear inside. */
export function tangled(ring: readonly Position[]) {
  const n = ring.length
  for (let i = 0; i < n; i++) {
    for (let j = i + 2; j < n; j++) {
      if (i === 0 && j === n - 1) continue
      if (crosses(ring[i]!, ring[(i + 1) % n]!, ring[j]!, ring[(j + 1) % n]!)) return true
    }
  }
  return false
}
