import type { Person } from '../person'

export interface Pair {
  firstStatement: number
  secondStatement: number
  firstPerson: number
  secondPerson: number
  confidence: number
  reasons: string
  openedAt: string
}

export interface Doubt {
  pair: Pair
  first: Person | null
  second: Person | null
}

export interface DoubtPage {
  items: Doubt[]
  total: number
}

export const FIELDS = ['NUMBER', 'NAME', 'BIRTH', 'SEX', 'PHONE', 'DOOR', 'RELATION', 'GROUPS'] as const
export type Field = (typeof FIELDS)[number]

/** What one source says. */
export interface Side {
  statement: number
  kind: string
  source: string
  at: string
  person: Person
  address: string | null
  others: number
}

export interface Line {
  field: Field
  agree: boolean | null
  bits: number | null
  firstTrust: number
  secondTrust: number
}

export interface Comparison {
  first: Side
  second: Side
  lines: Line[]
  prior: number
  confidence: number
  numbersDiffer: boolean
}

export interface Ruling {
  id: number
  firstPerson: number
  secondPerson: number
  same: boolean
  reason: string
  decidedBy: string
  decidedAt: string
  undoneBy: string | null
  undoneAt: string | null
}

export interface RulingView {
  ruling: Ruling
  first: Person | null
  second: Person | null
}
