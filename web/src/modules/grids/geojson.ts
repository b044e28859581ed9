import type { Grid, Polygon } from './types'

const MOST = 400

/** Grids as a file that other programs read. */
export function exported(grids: readonly Grid[], neighbourhood: string): string {
  return JSON.stringify(
    {
      type: 'FeatureCollection',
      features: grids.map(({ code, nameZh, nameEn, outline }) => ({
        type: 'Feature',
        id: code,
        properties: { code, nameZh, nameEn, level: 'GRID', parent: neighbourhood },
        geometry: outline,
      })),
    },
    null,
    1,
  )
}

/** What is wrong with a file, as the last part of its words. */
export class BadFile extends Error {
  constructor(readonly words: 'importBad' | 'importBig') {
    super(words)
  }
}

const text = (value: unknown): string | null => (typeof value === 'string' && value.trim() ? value.trim() : null)

/** Grids of such a file; those without a code get one of the given. */
export function imported(file: string, next: () => string): Grid[] {
  let data: { type?: unknown; features?: unknown }
  try {
    data = JSON.parse(file) as typeof data
  } catch {
    throw new BadFile('importBad')
  }
  if (data?.type !== 'FeatureCollection' || !Array.isArray(data.features)) throw new BadFile('importBad')
  if (data.features.length > MOST) throw new BadFile('importBig')
  const codes = new Set<string>()
  return (data.features as { geometry?: Polygon; properties?: Record<string, unknown>; id?: unknown }[]).map((feature) => {
    const geometry = feature?.geometry
    if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon') throw new BadFile('importBad')
    const properties = feature.properties ?? {}
    const given = text(properties.code) ?? text(feature.id)
    const code = given && !codes.has(given) ? given : next()
    codes.add(code)
    return {
      code,
      nameZh: text(properties.nameZh) ?? text(properties.name),
      nameEn: text(properties.nameEn),
      outline: geometry,
    }
  })
}

/** Codes that nobody has: the neighbourhood's and a number of three digits. */
export function nextCodes(neighbourhood: string, used: Iterable<string>): () => string {
  let last = 0
  for (const code of used) {
    const rest = code.startsWith(neighbourhood) ? code.slice(neighbourhood.length) : ''
    if (/^\d{1,6}$/.test(rest)) last = Math.max(last, Number(rest))
  }
  return () => neighbourhood + String(++last).padStart(3, '0')
}
