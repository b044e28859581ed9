/** A tile of the web's common pyramid. */
export interface TileId {
  z: number
  x: number
  y: number
}

const clamp = (value: number, most: number) => Math.min(most, Math.max(0, value))

export function tileAt(lng: number, lat: number, z: number): TileId {
  const n = 2 ** z
  const sin = Math.sin((Math.min(85.05, Math.max(-85.05, lat)) * Math.PI) / 180)
  const x = Math.floor(((lng + 180) / 360) * n)
  const y = Math.floor((0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * n)
  return { z, x: clamp(x, n - 1), y: clamp(y, n - 1) }
}

/** The tiles of all levels that show a place, each once for many places. */
export function tilesShowing(places: Iterable<{ lng: number; lat: number }>, least: number, most: number) {
  const found = new Map<string, TileId>()
  for (const { lng, lat } of places) {
    for (let z = least; z <= most; z++) {
      const tile = tileAt(lng, lat, z)
      found.set(`${z}/${tile.x}/${tile.y}`, tile)
    }
  }
  return [...found.values()]
}

/** The address of tiles that show the city as it was; without a moment, as it is. */
export function tilesAsOf(address: string, moment: string | null) {
  const [path = '', query = ''] = address.split('?')
  const rest = query.split('&').filter((part) => part && !part.startsWith('asof='))
  if (moment) rest.push(`asof=${encodeURIComponent(moment)}`)
  return rest.length ? `${path}?${rest.join('&')}` : path
}
