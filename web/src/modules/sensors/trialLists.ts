import type { Outcome, TrialFiring } from './types'

/** A firing of either outcome, and which of them has it. */
export interface Compared extends TrialFiring {
  by: 'both' | 'tried' | 'present'
}

const overlap = (a: TrialFiring, b: TrialFiring) =>
  a.device === b.device && a.at <= (b.to ?? '9') && b.at <= (a.to ?? '9')

/** What both find, only one, or only the other: the same device at overlapping times is the same. The newest first. */
export function compared(tried: Outcome, present: Outcome | null): Compared[] {
  const others = new Set(present?.firings ?? [])
  const all: Compared[] = tried.firings.map((firing) => {
    const twins = [...others].filter((other) => overlap(firing, other))
    return { ...firing, by: present === null || !twins.length ? 'tried' : 'both' }
  })
  for (const other of others) {
    if (!tried.firings.some((firing) => overlap(firing, other))) all.push({ ...other, by: 'present' })
  }
  return all.sort((a, b) => b.at.localeCompare(a.at))
}
