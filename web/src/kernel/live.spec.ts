import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { EventParser, LiveClient, type LiveEvent } from './live'

/** A server whose streams the test writes to and cuts by hand. */
class FakeServer {
  requests: Record<string, string>[] = []
  streams: ReadableStreamDefaultController<Uint8Array>[] = []
  status = 200

  fetch: typeof fetch = async (_url, init) => {
    this.requests.push(init!.headers as Record<string, string>)
    if (this.status !== 200) return new Response(null, { status: this.status })
    const body = new ReadableStream<Uint8Array>({ start: (c) => void this.streams.push(c) })
    return new Response(body)
  }

  send(text: string) {
    this.streams.at(-1)!.enqueue(new TextEncoder().encode(text))
  }

  cut() {
    this.streams.at(-1)!.close()
  }
}

describe('EventParser', () => {
  it('joins an event that arrives in pieces', () => {
    const parser = new EventParser()
    expect(parser.push('id: 7\nevent: ca')).toEqual([])
    expect(parser.push('se\ndata: {"a":\ndata: 1}\n\n: ping\n\n')).toEqual([
      { id: '7', type: 'case', data: { a: 1 } },
    ])
  })
})

describe('LiveClient', () => {
  let server: FakeServer
  let live: LiveClient
  let seen: LiveEvent[]
  const tick = (ms = 0) => vi.advanceTimersByTimeAsync(ms)

  beforeEach(() => {
    vi.useFakeTimers()
    server = new FakeServer()
    live = new LiveClient({ url: '/live', fetch: server.fetch, random: () => 1 })
    seen = []
    for (const type of ['case', 'reset']) live.on(type, (event) => seen.push(event))
  })
  afterEach(() => {
    live.stop()
    vi.useRealTimers()
  })

  it('resumes after the last event it has seen', async () => {
    live.start()
    await tick()
    server.send('id: 41\nevent: case\ndata: {}\n\n')
    await tick()
    server.cut()
    await tick(500)
    expect(server.requests).toHaveLength(2)
    expect(server.requests[1]).toMatchObject({ 'Last-Event-ID': '41' })
    expect(seen.map((e) => e.type)).toEqual(['case'])
  })

  it('asks for everything again when it lost a stream before the first event', async () => {
    live.start()
    await tick()
    server.cut()
    await tick(500)
    expect(seen.map((e) => e.type)).toEqual(['reset'])
  })

  it('waits twice as long after each failure, and starts again short after a success', async () => {
    server.status = 503
    live.start()
    await tick()
    for (const [wait, requests] of [[500, 2], [1000, 3], [2000, 4]] as const) {
      await tick(wait - 1)
      expect(server.requests).toHaveLength(requests - 1)
      await tick(1)
      expect(server.requests).toHaveLength(requests)
    }
    server.status = 200
    await tick(4000)
    expect(live.connection.value).toBe('open')
    server.cut()
    await tick(500)
    expect(server.requests).toHaveLength(6)
  })

  it('counts a silent connection as dead', async () => {
    live.start()
    await tick()
    await tick(45_000)
    expect(live.connection.value).toBe('waiting')
    await tick(500)
    expect(server.requests).toHaveLength(2)
  })

  it('stops when the session is gone', async () => {
    server.status = 401
    live.start()
    await tick()
    expect(live.connection.value).toBe('idle')
    await tick(60_000)
    expect(server.requests).toHaveLength(1)
  })
})
