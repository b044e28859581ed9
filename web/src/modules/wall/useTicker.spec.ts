import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import type { CaseSummary } from '@/kernel/types'
import { useTicker } from './useTicker'

const hear = vi.hoisted(() => ({ changed: (() => {}) as (event: unknown) => void }))
vi.mock('@/kernel/useLive', () => ({
  onCases: (changed: never) => Object.assign(hear, { changed }),
}))

const happens = (id: number, type = 'CaseReported') =>
  hear.changed({ type, at: `2026-11-24T06:00:0${id}Z`, case: { id, version: 1 } as CaseSummary })

async function open() {
  vi.stubGlobal('fetch', async () => Response.json({ items: [] }))
  let ticker!: ReturnType<typeof useTicker>
  const page = defineComponent(() => {
    ticker = useTicker(null)
    return () => h('p')
  })
  mount(page, { global: { plugins: [[VueQueryPlugin, { queryClient: new QueryClient() }]] } })
  await flushPromises()
  return ticker
}

describe('useTicker', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })
  const ids = (ticker: Awaited<ReturnType<typeof open>>) => ticker.rows.value.map((row) => row.case.id)

  it('shows at most three lines a beat, what is late before all else', async () => {
    const ticker = await open()
    for (const id of [1, 2, 3]) happens(id)
    happens(4, 'CaseGrew')
    happens(5, 'CaseOverdue')
    vi.advanceTimersByTime(1000)
    expect(ids(ticker)).toHaveLength(3)
    expect(ids(ticker)).toContain(5)
    expect(ids(ticker)).not.toContain(4)
  })

  it('keeps still while somebody holds it, and goes on after', async () => {
    const ticker = await open()
    ticker.held.value = true
    happens(1)
    vi.advanceTimersByTime(5000)
    expect(ids(ticker)).toEqual([])
    ticker.held.value = false
    vi.advanceTimersByTime(1000)
    expect(ids(ticker)).toEqual([1])
  })
})
