import type { MatterClass } from './catalogue'

export interface Group {
  name: string
  classes: MatterClass[]
}

/** Kinds by major class, in the order of the catalogue; only what holds every word of the search. */
export function grouped(classes: readonly MatterClass[], search: string): Group[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const groups = new Map<string, MatterClass[]>()
  for (const each of classes) {
    const text = [each.nameZh, each.nameEn, each.majorZh, each.majorEn, each.code, ...(each.keywords ?? [])]
      .join(' ')
      .toLowerCase()
    if (!words.every((word) => text.includes(word))) continue
    const name = each.majorZh || each.majorEn
    groups.set(name, [...(groups.get(name) ?? []), each])
  }
  return [...groups].map(([name, list]) => ({ name, classes: list }))
}
