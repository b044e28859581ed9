import { describe, expect, it } from 'vitest'
import { EMPTY, fromQuery, isNarrow, toQuery, toRequest } from './auditFilter'

describe('auditFilter', () => {
  it('goes into the address and back', () => {
    const filter = { ...EMPTY, action: ['VIEW', 'REVEAL'], object: 'person:17' }
    expect(toQuery(filter)).toEqual({ action: 'VIEW,REVEAL', object: 'person:17' })
    expect(fromQuery(toQuery(filter))).toEqual(filter)
    expect(isNarrow(filter)).toBe(true)
    expect(isNarrow(EMPTY)).toBe(false)
  })

  it('asks for whole days, the last one included', () => {
    const asked = toRequest({ ...EMPTY, from: '2026-11-24', to: '2026-11-24' })
    const hours = (Date.parse(asked.to!) - Date.parse(asked.from!)) / 3_600_000
    expect(hours).toBe(24)
  })

  it('trims what was typed', () => {
    expect(toQuery({ ...EMPTY, actor: ' 17 ' })).toEqual({ actor: '17' })
  })
})
