import type { RegionCollection, RegionProperties } from '../city'

type Ring = number[][]
export type Box = [number, number, number, number]

function ringsOf(geometry: GeoJSON.Polygon | GeoJSON.MultiPolygon): Ring[] {
  return geometry.type === 'Polygon'
    ? [geometry.coordinates[0]!]
    : geometry.coordinates.map((polygon) => polygon[0]!)
}

/** Twice the signed area and the centroid of a ring (shoelace formula). */
function centroid(ring: Ring) {
  let area = 0
  let x = 0
  let y = 0
  for (let i = 0; i + 1 < ring.length; i++) {
    const [x1, y1] = ring[i]! as [number, number]
    const [x2, y2] = ring[i + 1]! as [number, number]
    const cross = x1 * y2 - x2 * y1
    area += cross
    x += (x1 + x2) * cross
    y += (y1 + y2) * cross
  }
  return { area: Math.abs(area), at: area ? [x / (3 * area), y / (3 * area)] : ring[0]! }
}

/** One point for a name: the centroid of the largest part. */
export function labelPoint(geometry: GeoJSON.Polygon | GeoJSON.MultiPolygon): number[] {
  const parts = ringsOf(geometry).map(centroid)
  return parts.reduce((best, part) => (part.area > best.area ? part : best)).at
}

/** The names of regions as points, because a name drawn from a polygon repeats on every tile. */
export function labelsOf(
  regions: RegionCollection,
  nameOf: (region: RegionProperties) => string,
): GeoJSON.FeatureCollection<GeoJSON.Point> {
  return {
    type: 'FeatureCollection',
    features: regions.features.map(({ properties, geometry }) => ({
      type: 'Feature',
      properties: { label: nameOf(properties) },
      geometry: { type: 'Point', coordinates: labelPoint(geometry) },
    })),
  }
}

/** The box around some positions, or null without any. */
export function boxOf(positions: Iterable<readonly number[]>): Box | null {
  let box: Box | null = null
  for (const [x, y] of positions as Iterable<[number, number]>) {
    box = box
      ? [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)]
      : [x, y, x, y]
  }
  return box
}

/** The box of a region, by its own shape or, where only these are known, by those right below it. */
export function boxOfRegions(regions: RegionCollection, code?: string): Box | null {
  const wanted = ({ code: own, parent }: RegionProperties) => !code || own === code || parent === code
  return boxOf(
    regions.features
      .filter((feature) => wanted(feature.properties))
      .flatMap((feature) => ringsOf(feature.geometry).flat()),
  )
}

/** Whether a position lies in a region (ray casting; holes of regions do not occur). */
export function inside(x: number, y: number, geometry: GeoJSON.Polygon | GeoJSON.MultiPolygon) {
  return ringsOf(geometry).some((ring) => {
    let odd = false
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [xi, yi] = ring[i]! as [number, number]
      const [xj, yj] = ring[j]! as [number, number]
      if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) odd = !odd
    }
    return odd
  })
}
