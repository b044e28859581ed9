import { describe, expect, it } from 'vitest'
import { goesOn, pieces } from './sendFile'
import type { MapImport } from './useMapImports'

const job = (received: number, more: Partial<MapImport> = {}) =>
  ({ id: 1, stage: 'RECEIVING', mapping: 'source: x', file: { name: 'a.csv', bytes: 5, received }, ...more }) as MapImport

describe('pieces', () => {
  it('begins where the upload stands and ends with the file', () => {
    expect([...pieces(25, 0, 10)]).toEqual([
      [0, 10],
      [10, 20],
      [20, 25],
    ])
    expect([...pieces(25, 20, 10)]).toEqual([[20, 25]])
    expect([...pieces(25, 25, 10)]).toEqual([])
  })
})

describe('goesOn', () => {
  const file = new File(['12345'], 'a.csv')
  it('finds the upload of the same file with the same mapping', () => {
    expect(goesOn([job(3)], file, 'source: x')?.id).toBe(1)
  })
  it('takes no other file, no other mapping and none that has arrived', () => {
    expect(goesOn([job(3)], new File(['123456'], 'a.csv'), 'source: x')).toBeUndefined()
    expect(goesOn([job(3)], file, 'source: y')).toBeUndefined()
    expect(goesOn([job(5, { stage: 'REVIEW' })], file, 'source: x')).toBeUndefined()
  })
})
