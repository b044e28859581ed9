import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import { useMapSearch } from './useMapSearch'

type Answer = (response: Response) => void
let asked: { url: string; answer: Answer }[]

beforeEach(() => {
  vi.useFakeTimers()
  asked = []
  vi.stubGlobal('fetch', (url: string, init: RequestInit) =>
    new Promise<Response>((answer, refuse) => {
      asked.push({ url, answer })
      init.signal?.addEventListener('abort', () => refuse(new Error('aborted')))
    }),
  )
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const found = (titleZh: string) =>
  new Response(JSON.stringify({ hits: [{ kind: 'CLASS', titleZh, titleEn: titleZh }], complete: true }))

describe('the search box', () => {
  it('asks once the hand rests, near where one looks', async () => {
    const words = ref('')
    const { hits, busy } = useMapSearch(words, () => ({ lng: 121.5, lat: 31.2 }))
    words.value = '路'
    await nextTick()
    words.value = '路灯'
    await vi.advanceTimersByTimeAsync(200)
    expect(asked.map(({ url }) => decodeURIComponent(url))).toEqual(['/api/v1/map/search?q=路灯&lng=121.5&lat=31.2&limit=12'])
    expect(busy.value).toBe(true)
    asked[0]!.answer(found('路灯'))
    await vi.advanceTimersByTimeAsync(1)
    expect(hits.value.map((hit) => hit.titleZh)).toEqual(['路灯'])
    expect(busy.value).toBe(false)
  })

  it('shows no answer to words that were changed', async () => {
    const words = ref('')
    const { hits } = useMapSearch(words, () => null)
    words.value = '井'
    await vi.advanceTimersByTimeAsync(200)
    words.value = '井盖'
    await vi.advanceTimersByTimeAsync(200)
    asked[0]!.answer(found('井'))
    asked[1]!.answer(found('井盖'))
    await vi.advanceTimersByTimeAsync(1)
    expect(hits.value.map((hit) => hit.titleZh)).toEqual(['井盖'])
    words.value = ' '
    await nextTick()
    expect(hits.value).toEqual([])
  })
})
