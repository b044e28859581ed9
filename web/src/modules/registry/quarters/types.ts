import type { components } from '@/api'

type Schemas = components['schemas']
type Whole<T> = T extends (infer E)[]
  ? Whole<E>[]
  : T extends object
    ? { [K in keyof T]-?: Whole<T[K]> }
    : T
/** A schema whose fields are all there; those named may be null. */
type Row<K extends keyof Schemas, Nullable extends string = never> = {
  [F in keyof Whole<Schemas[K]>]: F extends Nullable
    ? Whole<Schemas[K]>[F] | null
    : Whole<Schemas[K]>[F]
}

export type Measure = Row<'Measure'>
export type QuarterRow = Row<'QuarterView', 'base' | 'count' | 'share'>
export type Figure = Omit<Row<'Figure', 'base' | 'count' | 'share'>, 'measure'> & { measure: Measure }
export type QuarterFigures = Omit<Row<'QuarterFigures'>, 'figures'> & { figures: Figure[] }
export type QuarterPage = Row<'QuarterPage'>
export type DoorCell = Row<'DoorCell'>
export type Picture = Omit<Row<'Picture'>, 'doors'> & { doors: DoorCell[] }
export type Door = Row<'Door', 'checkedOn' | 'unitCode'>
export type Occupancy = Door['occupancy']
export type Person = Row<'PersonView', 'name' | 'age' | 'number' | 'phone' | 'doorId' | 'householdId'>
export type Relation = Person['relation']
export type Stay = Row<'StayView', 'name' | 'address' | 'until'>
export type Relative = { kind: Relation; person: Person }
export type PersonPage = { person: Person; family: Relative[]; stays: Stay[] }
export type Origin = Row<'Origin'>
export type Told = Row<'Told'>
export type Provenance = { person: Person; fields: Origin[]; statements: Told[] }

/** A visit as the card of its door tells of it. */
export interface DoorVisit {
  id: number
  purpose: string
  dueOn: string
  askedBy: string
  state: string
  result: string | null
  note: string | null
  doneBy: string | null
  doneAt: string | null
}

export interface DoorCard {
  door: Door
  quarter: string
  building: string
  residents: Person[]
  stays: Stay[]
  visits: DoorVisit[]
}

export interface QuarterMap {
  measure: Measure
  quarters: QuarterRow[]
}

export const OCCUPANCIES: Occupancy[] = ['OWN', 'RENT', 'VACANT', 'UNKNOWN']
