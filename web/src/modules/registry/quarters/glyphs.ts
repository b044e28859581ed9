import type { Theme } from '@/kernel/theme'
import type { Locale } from '@/kernel/i18n'
import type { Measure, Occupancy } from './types'

/** One sign for a special group: the first letter of its name, in a colour of its own. */
export interface Glyph {
  code: string
  sign: string
  colour: string
}

/** Told apart by letter first; the colours only help. Dark enough for white letters in both themes. */
const colours = ['#b3261e', '#a8508a', '#1f6fb2', '#8a5a00', '#c0392b', '#0a7c55', '#5b5fc7', '#b0480f']

/** What counts people as a group, as the city names it. */
export const groupsOf = (measures: readonly Measure[]) => measures.filter((one) => one.base === 'RESIDENTS')

export function glyphsOf(groups: readonly Measure[], locale: Locale): Map<string, Glyph> {
  return new Map(
    groups
      .map(({ code, nameZh, nameEn }, i) => ({
        code,
        sign: [...(locale === 'zh' ? nameZh : nameEn)][0] ?? '?',
        colour: colours[i % colours.length]!,
      }))
      .map((glyph) => [glyph.code, glyph]),
  )
}

export const occupancyColours: Record<Theme, Record<Occupancy, string>> = {
  light: { OWN: '#9fc3e6', RENT: '#f3c77a', VACANT: '#ffffff', UNKNOWN: '#d5dbe1' },
  dark: { OWN: '#2f6396', RENT: '#9a6f22', VACANT: '#131e29', UNKNOWN: '#37444f' },
}
