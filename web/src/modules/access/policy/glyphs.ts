import type { DutyRule, Difference, Effect } from './usePolicy'

export type Kind = 'PLAIN' | 'MASK' | 'NONE' | 'DENIED'

/** The kind of a treatment as the server writes it: `PLAIN`, `MASK(PHONE)`, `NONE`, `DENIED`. */
export const kindOf = (shown: string | undefined): Kind =>
  !shown ? 'NONE' : shown.startsWith('MASK') ? 'MASK' : (shown as Kind)

export const maskOf = (shown: string) => /^MASK\((\w+)\)$/.exec(shown)?.[1] ?? ''

const GLYPHS: Record<Kind, string> = { PLAIN: '●', MASK: '◐', NONE: '○', DENIED: '⊘' }
export const glyph = (shown: string | undefined) => GLYPHS[kindOf(shown)]

const OPENNESS: Kind[] = ['DENIED', 'NONE', 'MASK', 'PLAIN']

/** How each field is shown to somebody who sees the row, by all rules that let them read it. */
export function shownFields(rules: DutyRule[], fields: string[]): Record<string, string> {
  const readable = rules.filter((r) => r.may.includes('READ') && !r.purpose)
  return Object.fromEntries(
    fields.map((field) => {
      if (readable.some((r) => r.deny && field in r.fields)) return [field, 'DENIED']
      const ways = readable.filter((r) => !r.deny).map((r) => r.fields[field] ?? 'NONE')
      const best = ways.sort((a, b) => OPENNESS.indexOf(kindOf(b)) - OPENNESS.indexOf(kindOf(a)))[0]
      return [field, best ?? 'NONE']
    }),
  )
}

export type Tone = 'more' | 'less' | 'other'
export const toneOf = (effect: Effect): Tone =>
  effect === 'GAINED' || effect === 'UNMASKED' || effect === 'NOT_FORBIDDEN'
    ? 'more'
    : effect === 'MASKED_OTHERWISE'
      ? 'other'
      : 'less'

/** How many fields and rights come, go and change their mask. */
export function totals(differences: Difference[]) {
  const sum = { gained: 0, lost: 0, masked: 0 }
  for (const d of differences) {
    for (const { effect } of d.fields) {
      if (effect === 'GAINED' || effect === 'NOT_FORBIDDEN') sum.gained++
      else if (effect === 'LOST' || effect === 'FORBIDDEN') sum.lost++
      else sum.masked++
    }
    if (!d.fields.length) {
      if (d.after === 'GIVEN' || d.before === 'DENIED') sum.gained++
      else sum.lost++
    }
  }
  return sum
}
