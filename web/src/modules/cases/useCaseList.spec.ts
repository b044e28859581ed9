import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import type { CaseSummary } from '@/kernel/types'
import { noFilter, type CaseFilter } from './filters'
import { useCaseList } from './useCaseList'

const hear = vi.hoisted(() => ({ changed: (() => {}) as (event: unknown) => void }))
vi.mock('@/kernel/useLive', () => ({
  onCases: (changed: never) => Object.assign(hear, { changed }),
}))

const row = (id: number, part: Partial<CaseSummary> = {}) =>
  ({ id, version: 1, stage: 'HANDLE', dueState: 'ON_TIME', updatedAt: '1', ...part }) as CaseSummary

async function open(items: CaseSummary[], filter: Partial<CaseFilter> = { stage: ['HANDLE'] }) {
  vi.stubGlobal('fetch', async () => Response.json({ items, total: items.length }))
  let list!: ReturnType<typeof useCaseList>
  const page = defineComponent(() => {
    list = useCaseList({ ...noFilter, ...filter })
    return () => h('p')
  })
  mount(page, { global: { plugins: [[VueQueryPlugin, { queryClient: new QueryClient() }]] } })
  await flushPromises()
  return list
}

describe('useCaseList', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('changes a row where it stands and marks it when it left the list', async () => {
    const list = await open([row(1), row(2)])
    hear.changed({ type: 'CaseMended', case: row(2, { version: 2, stage: 'FEEDBACK' }) })
    expect(list.rows.value.map((r) => r.stage)).toEqual(['HANDLE', 'FEEDBACK'])
    expect([...list.gone.value]).toEqual([2])
  })

  it('ignores what is older than the row', async () => {
    const list = await open([row(1, { version: 5 })])
    hear.changed({ type: 'CaseMended', case: row(1, { version: 4, stage: 'FEEDBACK' }) })
    expect(list.rows.value[0]!.stage).toBe('HANDLE')
  })

  it('keeps what an event said when an older answer comes after it', async () => {
    const list = await open([row(1)])
    hear.changed({ type: 'CaseMended', case: row(1, { version: 2, stage: 'FEEDBACK' }) })
    await list.query.refetch()
    await flushPromises()
    expect(list.rows.value[0]!.stage).toBe('FEEDBACK')
  })

  it('counts a new row once instead of pushing it in', async () => {
    const list = await open([row(1)])
    hear.changed({ type: 'WorkerAccepted', case: row(9) })
    hear.changed({ type: 'CaseDueSoon', case: row(9, { version: 2 }) })
    hear.changed({ type: 'CaseReported', case: row(10, { stage: 'REPORT' }) })
    expect(list.rows.value).toHaveLength(1)
    expect(list.news.value.size).toBe(1)
  })

  it('does not call a case new that another page of the list has had all along', async () => {
    const list = await open([row(1)], {})
    hear.changed({ type: 'WorkerAccepted', case: row(9) })
    expect(list.news.value.size).toBe(0)
    hear.changed({ type: 'CaseReported', case: row(10, { stage: 'REPORT' }) })
    expect([...list.news.value]).toEqual([10])
  })

  it('calls a case new when it becomes what the list asks for', async () => {
    const list = await open([row(1)], { due: ['OVERDUE'] })
    hear.changed({ type: 'CaseGrew', case: row(9, { dueState: 'OVERDUE' }) })
    expect(list.news.value.size).toBe(0)
    hear.changed({ type: 'CaseOverdue', case: row(9, { dueState: 'OVERDUE' }) })
    expect([...list.news.value]).toEqual([9])
  })
})
