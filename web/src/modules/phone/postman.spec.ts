import { describe, expect, it } from 'vitest'
import { backoff, newKey, type Parcel, type Refusal, type Reply } from './parcels'
import type { ParcelStore } from './parcelStore'
import { Postman, type Carrier } from './postman'

/** A store in memory that copies like IndexedDB does. */
class MemoryStore implements ParcelStore {
  rows: Parcel[] = []
  private next = 1
  async add(parcel: Omit<Parcel, 'seq'>): Promise<void> {
    if (!this.rows.some((row) => row.key === parcel.key)) {
      this.rows.push(structuredClone({ ...parcel, seq: this.next++ }))
    }
  }
  async list(): Promise<Parcel[]> {
    return structuredClone(this.rows)
  }
  async change(key: string, by: (parcel: Parcel) => void): Promise<void> {
    const row = this.rows.find((each) => each.key === key)
    if (row) by(row)
  }
  async take(key: string, behind?: (parcel: Parcel) => void): Promise<void> {
    const row = this.rows.find((each) => each.key === key)
    if (!row) return
    this.rows = this.rows.filter((each) => each !== row)
    if (behind) {
      this.rows.filter((each) => each.lane === row.lane && each.seq > row.seq).forEach(behind)
    }
  }
}

/** A server that knows keys, and a network that can fail before or after it. */
class FakeServer implements Carrier {
  weather: ('up' | 'lost-request' | 'lost-answer' | number)[] = []
  applied: { key: string; body: Record<string, unknown>; photos: string[] }[] = []
  uploads: string[] = []
  version = 7
  photosFirst = (parcel: Parcel): boolean => parcel.kind === 'action'

  async photo(parcel: Parcel, index: number): Promise<Reply> {
    return this.through(() => {
      this.uploads.push(parcel.photos[index]!.name)
      return { kind: 'answer', status: 200, body: { id: `photo-${this.uploads.length}` } }
    })
  }

  async body(parcel: Parcel): Promise<Reply> {
    return this.through(() => {
      if (!this.applied.some((each) => each.key === parcel.key)) {
        if (parcel.body.version !== undefined && parcel.body.version !== this.version) {
          const problem = { type: 'urn:yiwang:problem:stale-case', title: 'Stale', detail: 'Moved on' }
          return { kind: 'answer', status: 409, body: problem }
        }
        this.version++
        const photos = parcel.photos.map((photo) => photo.id ?? '')
        this.applied.push({ key: parcel.key, body: parcel.body, photos })
      }
      return { kind: 'answer', status: 200, body: { version: this.version } }
    })
  }

  private through(serve: () => Reply): Reply {
    const today = this.weather.shift() ?? 'up'
    if (today === 'lost-request') return { kind: 'unreachable' }
    if (typeof today === 'number') return { kind: 'answer', status: today, body: null }
    const reply = serve()
    return today === 'lost-answer' ? { kind: 'unreachable' } : reply
  }
}

function scene(store = new MemoryStore(), server = new FakeServer(), person?: number) {
  let now = 1_000_000
  const pending: { at: number; run: () => void }[] = []
  const refusals: Refusal[] = []
  const delivered: string[] = []
  const counts: number[] = []
  const signIns: number[] = []
  const postman = new Postman({
    store,
    carrier: server,
    events: {
      changed: (parcels) => counts.push(parcels.length),
      delivered: (parcel) => delivered.push(parcel.label),
      refused: (_, refusal) => refusals.push(refusal),
      signInNeeded: () => signIns.push(now),
    },
    person: () => person,
    now: () => now,
    random: () => 0.5,
    later: (millis, run) => {
      const entry = { at: now + millis, run }
      pending.push(entry)
      return () => pending.splice(0, pending.length, ...pending.filter((each) => each !== entry))
    },
    alone: (work) => work(),
  })
  /** Lets the postman work until nothing is due within `millis`. */
  async function pass(millis: number): Promise<void> {
    const end = now + millis
    for (let i = 0; i < 200; i++) {
      await new Promise((resolve) => setTimeout(resolve))
      await new Promise((resolve) => setTimeout(resolve))
      const due = pending.filter((each) => each.at <= end).sort((a, b) => a.at - b.at)[0]
      if (!due) break
      pending.splice(pending.indexOf(due), 1)
      now = Math.max(now, due.at)
      due.run()
    }
    now = end
  }
  return { postman, server, store, refusals, delivered, counts, signIns, pass }
}

function step(action: string, over: Partial<Parcel> = {}): Omit<Parcel, 'seq'> {
  return {
    key: newKey(),
    lane: 'case:1',
    kind: 'action',
    createdAt: 0,
    path: '/api/v1/cases/1/actions',
    body: { action, version: 7 },
    photos: [],
    label: action,
    attempts: 0,
    notBefore: 0,
    ...over,
  }
}

describe('the postman', () => {
  it('delivers at once when the network is there', async () => {
    const { postman, server, store, pass } = scene()
    await postman.post(step('ACCEPT'))
    await pass(0)
    expect(server.applied.map((each) => each.body.action)).toEqual(['ACCEPT'])
    expect(store.rows).toEqual([])
  })

  it('keeps the order of a lane and hands the new version down', async () => {
    const { postman, server, pass } = scene()
    server.weather = ['lost-request', 503, 'up']
    await postman.post(step('ACCEPT'))
    await postman.post(step('ARRIVE'))
    await postman.post(step('FINISH', { photos: [{ name: 'after', blob: new Blob(['x']) }] }))
    await pass(60_000)
    expect(server.applied.map((each) => `${each.body.action} ${each.body.version}`)).toEqual([
      'ACCEPT 7',
      'ARRIVE 8',
      'FINISH 9',
    ])
    expect(server.applied[2]!.photos).toEqual(['photo-1'])
  })

  it('never does a thing twice when only the answer was lost', async () => {
    const { postman, server, store, pass } = scene()
    server.weather = ['lost-answer', 'lost-answer', 'up']
    await postman.post(step('ACCEPT'))
    await pass(60_000)
    expect(server.applied).toHaveLength(1)
    expect(store.rows).toEqual([])
  })

  it('does not upload a photo again once the server has it', async () => {
    const { postman, server, pass } = scene()
    server.weather = ['up', 'lost-request', 'up']
    await postman.post(step('FINISH', { photos: [{ name: 'after', blob: new Blob(['x']) }] }))
    await pass(60_000)
    expect(server.uploads).toEqual(['after'])
    expect(server.applied[0]!.photos).toEqual(['photo-1'])
  })

  it('holds the steps behind a refused one until the person decides', async () => {
    const { postman, server, store, refusals, pass } = scene()
    server.version = 9
    await postman.post(step('ACCEPT', { key: 'a' }))
    await postman.post(step('ARRIVE', { key: 'b' }))
    await pass(120_000)
    expect(refusals.map((each) => `${each.status} ${each.type}`)).toEqual(['409 stale-case'])
    expect(store.rows.map((each) => each.key)).toEqual(['a', 'b'])
    await postman.resend('a', (parcel) => (parcel.body = { ...parcel.body, version: 9 }))
    await pass(1_000)
    expect(server.applied.map((each) => each.body.action)).toEqual(['ACCEPT', 'ARRIVE'])
  })

  it('sends what is behind a discarded step', async () => {
    const { postman, server, store, pass } = scene()
    server.weather = [422]
    await postman.post(step('CANNOT', { key: 'a' }))
    await postman.post(step('ACCEPT', { key: 'b' }))
    await pass(0)
    await postman.discard('a')
    await pass(0)
    expect(server.applied.map((each) => each.key)).toEqual(['b'])
    expect(store.rows).toEqual([])
  })

  it('forgets what is behind a step that came too late', async () => {
    const { postman, server, store, pass } = scene()
    server.weather = [403]
    await postman.post(step('ACCEPT', { key: 'a' }))
    await postman.post(step('ARRIVE', { key: 'b' }))
    await postman.post(step('FINISH', { key: 'c' }))
    await postman.post(step('ACCEPT', { key: 'd', lane: 'case:2' }))
    await pass(0)
    await postman.discard('a', true)
    await pass(60_000)
    expect(server.applied.map((each) => each.key)).toEqual(['d'])
    expect(store.rows).toEqual([])
  })

  it('lets other lanes pass a lane that waits', async () => {
    const { postman, server, delivered, pass } = scene()
    server.weather = [503, 'up']
    await postman.post(step('ACCEPT'))
    await postman.post(step('report', { lane: 'report', kind: 'report', body: {} }))
    await pass(0)
    expect(delivered).toEqual(['report'])
  })

  it('goes on after the page was loaded again', async () => {
    const first = scene()
    first.server.weather = ['lost-answer']
    await first.postman.post(step('ACCEPT', { key: 'a' }))
    await first.pass(0)
    first.postman.stop()
    const second = scene(first.store, first.server)
    await second.postman.hurry()
    await second.pass(0)
    expect(first.server.applied).toHaveLength(1)
    expect(first.store.rows).toEqual([])
  })

  it('asks to sign in, keeps the parcel, and sends it afterwards', async () => {
    const { postman, server, signIns, store, pass } = scene()
    server.weather = [401]
    await postman.post(step('ACCEPT'))
    await pass(0)
    expect(signIns).toHaveLength(1)
    expect(store.rows).toHaveLength(1)
    await postman.hurry()
    expect(server.applied).toHaveLength(1)
  })

  it('never carries one person’s steps under another person’s session', async () => {
    const { postman, server, store, pass } = scene(undefined, undefined, 2)
    await postman.post(step('ACCEPT', { owner: 1 }))
    await postman.post(step('ARRIVE', { owner: 2, lane: 'case:2', body: { version: 7 } }))
    await pass(120_000)
    expect(server.applied).toHaveLength(1)
    expect(store.rows.map((each) => each.label)).toEqual(['ACCEPT'])
  })

  it('leaves at once when the network comes back, whatever the wait was', async () => {
    const { postman, server, pass } = scene()
    server.weather = Array(8).fill('lost-request')
    await postman.post(step('ACCEPT'))
    await pass(90_000)
    server.weather = []
    await postman.hurry()
    expect(server.applied).toHaveLength(1)
  })
})

describe('backoff', () => {
  it('doubles from one second and stops at a minute', () => {
    expect([1, 2, 3, 7, 8, 20].map((n) => backoff(n, 0.5))).toEqual([
      1_000, 2_000, 4_000, 60_000, 60_000, 60_000,
    ])
  })

  it('spreads by a quarter either way', () => {
    expect(backoff(1, 0)).toBe(750)
    expect(backoff(1, 0.999)).toBe(1_250)
  })
})

describe('a key', () => {
  it('is a version 4 UUID also where the page is not secure', () => {
    const original = crypto.randomUUID
    Object.defineProperty(crypto, 'randomUUID', { value: undefined, configurable: true })
    const key = newKey()
    Object.defineProperty(crypto, 'randomUUID', { value: original, configurable: true })
    expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})
