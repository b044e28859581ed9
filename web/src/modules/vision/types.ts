export type Band = 'FIRED' | 'BETWEEN' | 'LOW' | 'SHADOW'
export type Status = 'OPEN' | 'CONFIRMED' | 'CORRECTED' | 'REJECTED' | 'EXPIRED'

/** A class something may be instead, and how often people have said so. */
export interface OtherClass {
  code: string
  nameZh: string
  nameEn: string
  times: number
}
/** Something a person is asked about. */
export interface Candidate {
  id: number
  camera: string
  ability: string
  version: string
  classCode: string
  classZh: string
  classEn: string
  confidence: number
  /** In pixels of the picture. */
  box: { x: number; y: number; width: number; height: number }
  width: number
  height: number
  /** Null once its time is over. */
  photo: string | null
  seenAt: string
  lat: number
  lng: number
  placeZh: string
  placeEn: string
  band: Band
  status: Status
  saidZh: string | null
  saidEn: string | null
  /** When it is reported unless it is taken back before. */
  sendAt: string | null
  goneAt: string | null
  others: OtherClass[]
  mayDecide: boolean
  mayUndo: boolean
}
export interface CandidatePage {
  items: Candidate[]
  total: number
}
export interface CandidateCounts {
  open: number
  samples: number
  decided: number
  mine: number
  mayExport: boolean
}

/** A share with its 95 % interval and the verdicts it rests on. */
export interface Share {
  value: number
  low: number
  high: number
  of: number
}
export interface FigureRow {
  key: string
  seen: Partial<Record<Band, number>>
  looked: number
  precisionFired: Share | null
  precisionCandidates: Share | null
  recallAlone: number | null
  recallWithPeople: number | null
}
export interface FigureTable {
  rows: { nameZh: string; nameEn: string; figures: FigureRow }[]
}
export type Role = 'ACTIVE' | 'SHADOW' | 'RETIRED'
export interface AbilityVersion {
  version: string
  /** Null for one that nobody has chosen yet. */
  role: Role | null
  licence: string
  matters: { classCode: string; classZh: string; classEn: string; low: number; high: number }[]
  figures: FigureRow | null
}
/** The version in the shadow against the one at work. */
export interface ShadowComparison {
  active: string
  shadow: string
  frames: number
  bothSaw: number
  onlyActive: number
  onlyShadow: number
  judged: number
  precisionActive: Share | null
  precisionShadow: Share | null
  kept: Share | null
  own: Share | null
  advice: 'WAIT' | 'PROMOTE' | 'KEEP'
}
export interface AbilityView {
  id: string
  titleZh: string
  titleEn: string
  kind: 'ONNX' | 'ABANDONED' | 'PEOPLE' | 'BIKES' | 'PONDING'
  everySeconds: number
  light: 'ANY' | 'DAY' | 'NIGHT'
  versions: AbilityVersion[]
  comparison: ShadowComparison | null
}
export interface AbilityList {
  items: AbilityView[]
  mayChoose: boolean
}
export interface RoleAct {
  version: string
  role: Role
  instead: string | null
  at: string
  by: string
  reason: string
  figures: ShadowComparison | null
}

/** Something in a picture: in pixels of a picture of that size. */
export interface SeenBox {
  x: number
  y: number
  width: number
  height: number
  label: string
  /** Of a matter; what is only counted is drawn thinner. */
  matter: boolean
}
