import { describe, expect, it } from 'vitest'
import { classCode, classOf, identifierOf, spelled } from './identifier'

describe('identifiers', () => {
  it('puts together what a tile has apart', () => {
    expect(identifierOf({ id: 1037000042, properties: { d: 310101, c: 1037 } })).toBe('31010101037000042')
    expect(identifierOf({ id: 12, properties: {} })).toBeNull()
    expect(identifierOf({ properties: { d: 310101 } })).toBeNull()
  })

  it('knows class and parts', () => {
    expect(classOf('31010101037000042')).toBe('01037')
    expect(classCode(1037)).toBe('01037')
    expect(spelled('31010101037000042')).toBe('310101 01037 000042')
  })
})
