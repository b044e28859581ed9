import { describe, expect, it } from 'vitest'
import type { CaseSummary } from '@/kernel/types'
import { ordered } from './order'
import type { Task } from './tasks'

const task = (id: number, urgencyRank: number, dueAt: string | null, distanceMetres: number | null): Task => ({
  case: { id, dueAt } as CaseSummary,
  urgencyRank,
  distanceMetres,
})
const tasks = [
  task(1, 3, '2026-11-25T08:00:00Z', 0),
  task(2, 3, '2026-11-24T10:00:00Z', 900),
  task(3, 0, '2026-11-24T06:00:00Z', null),
  task(4, 4, null, 20),
]
const ids = (list: Task[]): number[] => list.map((each) => each.case.id)
const far = (each: Task): number | null => each.distanceMetres

describe('the list of tasks', () => {
  it('begins with the most urgent, and among equals with the one that is due first', () => {
    expect(ids(ordered(tasks, 'urgency', far))).toEqual([3, 2, 1, 4])
  })

  it('begins with the nearest; where nothing is known of the place comes last', () => {
    expect(ids(ordered(tasks, 'distance', far))).toEqual([1, 4, 2, 3])
  })
})
