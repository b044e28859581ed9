import type { Task } from './tasks'

export type Order = 'urgency' | 'distance'

const due = ({ case: row }: Task): number => (row.dueAt ? Date.parse(row.dueAt) : Infinity)

/** The tasks as the person wants them: the most urgent, then the first due; or the nearest. */
export function ordered(
  tasks: readonly Task[],
  by: Order,
  far: (task: Task) => number | null,
): Task[] {
  const metres = (task: Task): number => far(task) ?? Infinity
  const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1)
  return [...tasks].sort((a, b) =>
    by === 'distance'
      ? compare(metres(a), metres(b)) || a.urgencyRank - b.urgencyRank
      : a.urgencyRank - b.urgencyRank || compare(due(a), due(b)) || compare(metres(a), metres(b)),
  )
}
