import { describe, expect, it } from 'vitest'
import { missingOf, wantedOf, type Filled } from './filled'
import type { Thing } from './types'

const thing = { id: '31010501037000042', knownFrom: '2026-03-01T00:00:00Z' } as Thing
const filled = (part: Partial<Filled>): Filled => ({
  kind: null,
  thing: null,
  place: null,
  accuracy: null,
  classCode: '',
  state: '',
  name: '',
  note: '',
  photos: [new Blob()],
  ...part,
})
const place = { lat: 31.2, lng: 121.4 }

describe('a proposal', () => {
  it('says what is missing in the order of the page', () => {
    expect(missingOf(filled({}))).toBe('needKind')
    expect(missingOf(filled({ kind: 'NEW' }))).toBe('needPlace')
    expect(missingOf(filled({ kind: 'NEW', place }))).toBe('needClass')
    expect(missingOf(filled({ kind: 'NEW', place, classCode: '01037' }))).toBe('')
    expect(missingOf(filled({ kind: 'GONE' }))).toBe('needOne')
    expect(missingOf(filled({ kind: 'CHANGED', thing, name: ' ' }))).toBe('needChange')
    expect(missingOf(filled({ kind: 'GONE', thing, photos: [] }))).toBe('needPhoto')
  })

  it('carries nothing that does not belong to its kind', () => {
    const all = { thing, place, accuracy: 5, classCode: '01037', state: 'LOST', name: 'x', note: ' ' } as const
    expect(wantedOf(filled({ kind: 'GONE', ...all }))).toEqual({
      kind: 'GONE',
      component: thing.id,
      knownFrom: thing.knownFrom,
    })
    expect(wantedOf(filled({ kind: 'MOVED', ...all }))).toMatchObject({ lat: 31.2, lng: 121.4, accuracy: 5 })
    expect(wantedOf(filled({ kind: 'NEW', ...all, thing: null }))).toMatchObject({ classCode: '01037', state: 'LOST' })
  })
})
