import { afterEach, describe, expect, it, vi } from 'vitest'
import { api, Problem, url, whenUnauthorised } from './http'

function answer(status: number, body: unknown) {
  return vi.fn<typeof fetch>(async () => new Response(JSON.stringify(body), { status }))
}

describe('http', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
    document.cookie = 'XSRF-TOKEN=; max-age=0'
  })

  it('leaves empty values out of the query and joins lists', () => {
    expect(url('/a', { stage: ['FILE', 'CLOSE'], q: '', unit: null, page: 0 })).toBe(
      '/a?stage=FILE%2CCLOSE&page=0',
    )
  })

  it('turns a problem into a typed error', async () => {
    vi.stubGlobal(
      'fetch',
      answer(409, { type: 'urn:yiwang:problem:stale-case', title: 'Stale', detail: 'v7 ≠ v6' }),
    )
    const problem = await api.get('/x').catch((e: unknown) => e)
    expect(problem).toBeInstanceOf(Problem)
    expect(problem).toMatchObject({ type: 'stale-case', status: 409, message: 'v7 ≠ v6' })
  })

  it('sends the XSRF token with a change', async () => {
    document.cookie = 'XSRF-TOKEN=abc'
    const fetch = answer(200, {})
    vi.stubGlobal('fetch', fetch)
    await api.post('/x', { a: 1 })
    expect(fetch.mock.calls[0]![1]!.headers).toMatchObject({ 'X-XSRF-TOKEN': 'abc' })
  })

  it('leads to the sign-in page on 401 unless asked to be quiet', async () => {
    const gone = vi.fn()
    whenUnauthorised(gone)
    vi.stubGlobal('fetch', answer(401, {}))
    await api.get('/x', {}, { quiet: true }).catch(() => {})
    expect(gone).not.toHaveBeenCalled()
    await api.get('/x').catch(() => {})
    expect(gone).toHaveBeenCalledOnce()
  })

  it('says unreachable when no answer comes', async () => {
    vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('cut')))
    await expect(api.get('/x')).rejects.toMatchObject({ status: 0, type: 'unreachable' })
  })
})
