import type { Place } from '../phone/where'
import type { Kind, State, Thing, Wanted } from './types'

/** What somebody has filled in so far. */
export interface Filled {
  kind: Kind | null
  thing: Thing | null
  place: Place | null
  /** Metres, of a place the phone found; null when it was picked on the map. */
  accuracy: number | null
  classCode: string
  state: State | ''
  name: string
  note: string
  photos: Blob[]
}

/** What is still missing, in the order of the page, as the last part of its words; empty when nothing is. */
export function missingOf(filled: Filled): string {
  if (!filled.kind) return 'needKind'
  if (filled.kind !== 'NEW' && !filled.thing) return 'needOne'
  if ((filled.kind === 'NEW' || filled.kind === 'MOVED') && !filled.place) return 'needPlace'
  if (filled.kind === 'NEW' && !filled.classCode) return 'needClass'
  if (filled.kind === 'CHANGED' && !filled.state && !filled.name.trim()) return 'needChange'
  return filled.photos.length ? '' : 'needPhoto'
}

/** As the server takes it; nothing that does not belong to the kind. */
export function wantedOf(filled: Filled): Wanted {
  const kind = filled.kind!
  const placed = kind === 'NEW' || kind === 'MOVED'
  const amended = kind === 'NEW' || kind === 'CHANGED'
  return {
    kind,
    component: filled.thing?.id,
    knownFrom: filled.thing?.knownFrom,
    classCode: kind === 'NEW' ? filled.classCode : undefined,
    lat: placed ? filled.place?.lat : undefined,
    lng: placed ? filled.place?.lng : undefined,
    accuracy: placed ? (filled.accuracy ?? undefined) : undefined,
    state: amended ? filled.state || undefined : undefined,
    name: amended ? filled.name.trim() || undefined : undefined,
    note: filled.note.trim() || undefined,
  }
}
