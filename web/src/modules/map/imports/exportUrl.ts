export const FORMATS = [
  { id: 'geojson', name: 'GeoJSON' },
  { id: 'ndjson', name: 'NDJSON' },
  { id: 'csv', name: 'CSV' },
  { id: 'shp', name: 'Shapefile' },
  { id: 'gpkg', name: 'GeoPackage' },
] as const
export type Format = (typeof FORMATS)[number]['id']

export const SYSTEMS = [
  { code: 4326, name: 'WGS 84 (EPSG:4326)' },
  { code: 4490, name: 'CGCS2000 (EPSG:4490)' },
  { code: 4549, name: 'CGCS2000 3° 120E (EPSG:4549)' },
  { code: 4528, name: 'CGCS2000 3° 40 (EPSG:4528)' },
  { code: 3857, name: 'Web Mercator (EPSG:3857)' },
]

interface Wanted {
  layers: readonly string[]
  bbox?: readonly [number, number, number, number] | null
  asof?: string | null
  crs: number
}

/** Where the file is; the browser downloads it as a stream. */
export function exportUrl(format: Format, { layers, bbox, asof, crs }: Wanted) {
  const query = new URLSearchParams()
  for (const layer of layers) query.append('layer', layer)
  if (bbox) query.set('bbox', bbox.map((degree) => degree.toFixed(6)).join(','))
  if (asof) query.set('asof', asof)
  if (crs !== 4326) query.set('crs', String(crs))
  return `/api/v1/map/exports/${format}?${query}`
}
