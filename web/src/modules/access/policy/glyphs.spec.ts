import { describe, expect, it } from 'vitest'
import { glyph, kindOf, maskOf, shownFields, totals } from './glyphs'
import type { Difference, DutyRule } from './usePolicy'

const rule = (part: Partial<DutyRule>): DutyRule => ({
  duty: 'COMMITTEE',
  dataClass: 'person',
  deny: false,
  may: ['READ'],
  where: ['OWN_REGION'],
  purpose: false,
  fields: {},
  ...part,
})

describe('glyphs of the policy', () => {
  it('tells plain, masked, hidden and denied apart', () => {
    expect(['PLAIN', 'MASK(PHONE)', 'NONE', 'DENIED', undefined].map(glyph).join('')).toBe('●◐○⊘○')
    expect(kindOf('MASK(PHONE)')).toBe('MASK')
    expect(maskOf('MASK(CITIZEN_NUMBER)')).toBe('CITIZEN_NUMBER')
  })

  it('shows the most open of several rules, and a denial before all', () => {
    const rules = [
      rule({ fields: { name: 'MASK(NAME)', phone: 'MASK(PHONE)' } }),
      rule({ where: ['OWN'], fields: { name: 'PLAIN' } }),
      rule({ deny: true, fields: { phone: 'NONE' } }),
      rule({ may: ['UNMASK'], purpose: true, fields: { birth: 'PLAIN' } }),
    ]
    expect(shownFields(rules, ['name', 'phone', 'birth'])).toEqual({
      name: 'PLAIN',
      phone: 'DENIED',
      birth: 'NONE',
    })
  })

  it('counts what comes and goes', () => {
    const difference = (fields: Difference['fields'], before: Difference['before'] = 'GIVEN') =>
      ({ before, after: 'GIVEN', fields }) as Difference
    const one = (effect: Difference['fields'][number]['effect']) => ({
      field: 'x',
      before: '',
      after: '',
      effect,
    })
    expect(
      totals([
        difference([one('GAINED'), one('LOST'), one('MASKED')]),
        difference([one('MASKED_OTHERWISE')]),
        difference([], 'NOTHING'),
      ]),
    ).toEqual({ gained: 2, lost: 1, masked: 2 })
  })
})
