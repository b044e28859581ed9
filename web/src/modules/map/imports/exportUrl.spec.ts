import { describe, expect, it } from 'vitest'
import { exportUrl } from './exportUrl'

describe('exportUrl', () => {
  it('says what is wanted and nothing else', () => {
    expect(exportUrl('geojson', { layers: ['tree', 'street-lamp'], crs: 4326 })).toBe(
      '/api/v1/map/exports/geojson?layer=tree&layer=street-lamp',
    )
    expect(exportUrl('shp', { layers: ['tree'], bbox: [121, 31, 122, 32], asof: '2026-10-01T00:00:00Z', crs: 4549 })).toBe(
      '/api/v1/map/exports/shp?layer=tree&bbox=121.000000%2C31.000000%2C122.000000%2C32.000000&asof=2026-10-01T00%3A00%3A00Z&crs=4549',
    )
  })
})
