import { describe, expect, it } from 'vitest'
import type { CaseSummary } from '@/kernel/types'
import type { Shelf } from '../phone/parcelStore'
import { keepTasks } from './keepTasks'
import type { CaseDetails, Task } from './tasks'

const summary = (id: number, version: number): CaseSummary => ({ id, version }) as CaseSummary
const task = (id: number, version: number): Task => ({
  case: summary(id, version),
  urgencyRank: 3,
  distanceMetres: null,
})

class MemoryShelf implements Shelf {
  rows = new Map<string, { value: unknown; at: number }>()
  async put(name: string, value: unknown): Promise<void> {
    this.rows.set(name, { value, at: 1 })
  }
  find = async (name: string): Promise<{ value: unknown; at: number } | undefined> => this.rows.get(name)
  forgot: [string, number][] = []
  async forget(prefix: string, before: number): Promise<void> {
    this.forgot.push([prefix, before])
  }
}

describe('tasks on the phone', () => {
  it('are fetched before the network is gone, and again only when they changed', async () => {
    const shelf = new MemoryShelf()
    const fetched: number[] = []
    const fetch = async (id: number): Promise<CaseDetails> => {
      fetched.push(id)
      return { summary: summary(id, id === 2 ? 5 : 1) } as CaseDetails
    }
    await keepTasks([task(1, 1), task(2, 5)], shelf, fetch)
    await keepTasks([task(1, 1), task(2, 5)], shelf, fetch)
    expect(fetched).toEqual([1, 2])
    await keepTasks([task(1, 2)], shelf, fetch)
    expect(fetched).toEqual([1, 2, 1])
  })

  it('are forgotten a week after they were last fetched', async () => {
    const shelf = new MemoryShelf()
    await keepTasks([], shelf, async () => ({}) as CaseDetails, 8 * 86_400_000)
    expect(shelf.forgot).toEqual([['task-', 86_400_000]])
  })

  it('wait for the next list when the network is already gone', async () => {
    const shelf = new MemoryShelf()
    await keepTasks([task(1, 1)], shelf, () => Promise.reject(new Error('away')))
    expect(shelf.rows.size).toBe(0)
  })
})
