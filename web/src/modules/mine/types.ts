/** What the server tells somebody about themselves. */
export type ClaimState = 'PENDING' | 'CONFIRMED' | 'REFUSED' | 'WITHDRAWN' | 'ENDED' | 'LAPSED'

export interface Claim {
  id: number
  state: ClaimState
  /** What to tell the committee; null once it is decided. */
  code: string | null
  askedAt: string
  lapsesAt: string | null
  reason: string | null
}

export const FIELDS = ['NAME', 'SEX', 'BIRTH', 'NUMBER', 'PHONE', 'OTHER'] as const
export type Field = (typeof FIELDS)[number]

export interface Origin {
  field: string
  confidence: number
  kind: string
  at: string
}

export interface Home {
  place: string | null
  door: string | null
  occupancy: string | null
  residents: number
  household: number | null
}

export interface OwnRecord {
  name: string | null
  sex: string
  birth: string | null
  number: string | null
  phone: string | null
  groups: string[]
  relation: string
  home: Home | null
  origins: Origin[]
  stays: { place: string; relation: string; since: string; until: string | null }[]
  visits: { purpose: string; dueOn: string; state: string; doneAt: string | null }[]
}

export interface Correction {
  id: number
  field: Field
  value: string
  reason: string
  state: 'PENDING' | 'CONFIRMED' | 'REFUSED' | 'WITHDRAWN'
  askedAt: string
  answer: string | null
}

export interface Mine {
  claim: Claim | null
  record: OwnRecord | null
  corrections: Correction[]
}

export interface Look {
  position: number
  at: string
  action: string
  dataClass: string
  duty: string
  unitZh: string | null
  unitEn: string | null
  purpose: string
  reference: string
}

export interface Consent {
  code: string
  nameZh: string
  nameEn: string
  whatZh: string
  whatEn: string
  given: boolean
  since: string | null
}

export interface OwnReport {
  tracking: string
  filedAt: string
  classCode: string
  classZh: string | null
  classEn: string | null
  address: string | null
  number: string | null
  stage: string | null
}

/** A person as the policy shows them to the committee. */
export interface Shown {
  id: number
  name: string | null
  sex: string
  age: number | null
  number: string | null
  phone: string | null
}

export interface ClaimRow {
  id: number
  state: ClaimState
  account: string
  person: Shown | null
  askedAt: string
  decidedAt: string | null
  decidedBy: string | null
}

export interface Page<T> {
  items: T[]
  page: number
  size: number
  more: boolean
}

export interface CorrectionRow {
  correction: Correction
  person: Shown | null
}
