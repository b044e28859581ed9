import type { Theme } from '@/kernel/theme'
import type { By } from './look'
import type { QuarterRow } from './types'

/** Values between two bounds that share a colour. */
export interface Class {
  from: number
  to: number
  colour: string
}

const MOST = 5

/** The redder, the more attention; the first is for none at all. */
const reds: Record<Theme, string[]> = {
  light: ['#dbe3ea', '#fcd9c8', '#f8ab90', '#ee7a5d', '#d84535', '#9c1c1f'],
  dark: ['#2a3947', '#5b3a38', '#8a4540', '#b84b3f', '#e05440', '#ff7a5c'],
}
export const withheldColour: Record<Theme, string> = { light: '#aab6c1', dark: '#566878' }

export const valueOf = (row: Pick<QuarterRow, 'count' | 'share'>, by: By) =>
  by === 'share' ? row.share : row.count

/**
 * At most five classes with about as many quarters in each (quantiles of the values that occur),
 * so that few large quarters do not make all others pale; none at all is a class of its own.
 */
export function classesOf(values: readonly (number | null)[], theme: Theme): Class[] {
  const shades = reds[theme]
  const known = values.filter((value) => value !== null)
  const some = [...new Set(known.filter((value) => value > 0))].sort((a, b) => a - b)
  const classes: Class[] = known.includes(0) ? [{ from: 0, to: 0, colour: shades[0]! }] : []
  const count = Math.min(MOST, some.length)
  for (let i = 0; i < count; i++) {
    const from = some[Math.round((i * some.length) / count)]!
    const to = some[Math.round(((i + 1) * some.length) / count) - 1]!
    const shade = count === 1 ? 3 : 1 + Math.round((i * (MOST - 1)) / (count - 1))
    classes.push({ from, to, colour: shades[shade]! })
  }
  return classes
}

export function colourOf(value: number | null, classes: readonly Class[], theme: Theme) {
  if (value === null) return withheldColour[theme]
  return classes.find((one) => value <= one.to)?.colour ?? reds[theme][MOST]!
}

/** `1,234`, or `3.2%` of a share. */
export function valueText(value: number, by: By) {
  if (by === 'count') return value.toLocaleString('en')
  return `${(value * 100).toFixed(value > 0 && value < 1 ? 1 : 0)}%`
}

/** Equal ends are told once. */
export function classText({ from, to }: Class, by: By) {
  const [first, last] = [valueText(from, by), valueText(to, by)]
  return first === last ? first : `${first}–${last}`
}
