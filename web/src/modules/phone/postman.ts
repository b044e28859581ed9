import {
  heads,
  verdict,
  type Parcel,
  type Refusal,
  type Reply,
} from './parcels'
import type { ParcelStore } from './parcelStore'

/** Without a session there is no hurry: signing in calls `hurry`. */
const SIGN_IN_WAIT = 60_000

/** How a parcel travels. Never throws: a failure of the network is the reply `unreachable`. */
export interface Carrier {
  /** Uploads one photo by itself; the answer's body carries its `id`. */
  photo(parcel: Parcel, index: number): Promise<Reply>
  /** Sends the body, with photos named by id or attached. */
  body(parcel: Parcel): Promise<Reply>
  /** Whether photos of this parcel go ahead of the body. */
  photosFirst(parcel: Parcel): boolean
}

export interface PostmanEvents {
  changed(parcels: Parcel[]): void
  delivered(parcel: Parcel, answer: unknown): void
  refused(parcel: Parcel, refusal: Refusal): void
  signInNeeded(): void
}

export interface PostmanParts {
  store: ParcelStore
  carrier: Carrier
  events: PostmanEvents
  /** Who is signed in now. */
  person: () => number | undefined
  now: () => number
  random: () => number
  /** Calls back once after so many milliseconds; returns how to call it off. */
  later: (millis: number, run: () => void) => () => void
  /** Runs `work` while no other tab does. */
  alone: (work: () => Promise<void>) => Promise<void>
}

/**
 * Carries parcels to the server: in order within a lane, until the server answers yes or no. A parcel leaves the store
 * only after the answer is known; if the page dies in between, the same key is sent again and the server, which knows
 * it, answers without doing it twice.
 */
export class Postman {
  private calledOff: () => void = () => {}
  private running: Promise<void> | undefined
  private again = false

  constructor(private readonly parts: PostmanParts) {}

  async post(parcel: Omit<Parcel, 'seq'>): Promise<void> {
    await this.parts.store.add(parcel)
    await this.tell()
    void this.round()
  }

  /** Looks at all lanes now; a call during a round makes one more round. */
  round(): Promise<void> {
    if (this.running) {
      this.again = true
      return this.running
    }
    this.calledOff()
    this.running = this.parts
      .alone(() => this.walk())
      .catch(() => {})
      .finally(() => {
        this.running = undefined
        if (this.again) {
          this.again = false
          void this.round()
        } else void this.schedule()
      })
    return this.running
  }

  /** The network is back: forget the waits and try everything. */
  async hurry(): Promise<void> {
    for (const parcel of await this.parts.store.list()) {
      if (parcel.notBefore > this.parts.now() && parcel.attempts > 0) {
        await this.parts.store.change(parcel.key, (each) => {
          each.notBefore = 0
        })
      }
    }
    await this.round()
  }

  /** The person gives a refused parcel up, with `behind` also what waits behind it in its lane. */
  async discard(key: string, behind = false): Promise<void> {
    const all = await this.parts.store.list()
    const parcel = all.find((each) => each.key === key)
    const rest = all.filter((each) => each.lane === parcel?.lane && each.seq > parcel.seq)
    // From the last to the first: the refused one holds the lane until all are gone.
    for (const each of behind ? rest.sort((a, b) => b.seq - a.seq) : []) {
      await this.parts.store.take(each.key)
    }
    await this.parts.store.take(key)
    await this.tell()
    void this.round()
  }

  /** The person wants a refused parcel sent again, with corrections. */
  async resend(key: string, correct: (parcel: Parcel) => void): Promise<void> {
    await this.parts.store.change(key, (parcel) => {
      delete parcel.refusal
      parcel.attempts = 0
      parcel.notBefore = 0
      correct(parcel)
    })
    await this.tell()
    void this.round()
  }

  stop(): void {
    this.calledOff()
  }

  private async walk(): Promise<void> {
    for (;;) {
      const ready = (await this.waiting()).filter((each) => each.notBefore <= this.parts.now())
      if (ready.length === 0) return
      for (const parcel of ready) {
        await this.carry(parcel)
      }
    }
  }

  private async carry(parcel: Parcel): Promise<void> {
    const reply = (await this.sendPhotos(parcel)) ?? (await this.parts.carrier.body(parcel))
    const { store, events } = this.parts
    const attempts = parcel.attempts + 1
    const decision = verdict(reply, attempts, this.parts.now(), this.parts.random())
    switch (decision.do) {
      case 'done':
        await store.take(parcel.key, followUp(decision.body))
        events.delivered(parcel, decision.body)
        break
      case 'refuse':
        await store.change(parcel.key, (each) => {
          each.refusal = decision.refusal
          each.attempts = attempts
        })
        events.refused(parcel, decision.refusal)
        break
      case 'retry':
        await this.putOff(parcel.key, attempts, decision.afterMillis)
        break
      case 'sign-in':
        await this.putOff(parcel.key, attempts, SIGN_IN_WAIT)
        events.signInNeeded()
        break
    }
    await this.tell()
  }

  private async putOff(key: string, attempts: number, millis: number): Promise<void> {
    await this.parts.store.change(key, (each) => {
      each.attempts = attempts
      each.notBefore = this.parts.now() + millis
    })
  }

  private async sendPhotos(parcel: Parcel): Promise<Reply | undefined> {
    if (!this.parts.carrier.photosFirst(parcel)) return undefined
    for (const [index, photo] of parcel.photos.entries()) {
      if (photo.id) continue
      const reply = await this.parts.carrier.photo(parcel, index)
      if (reply.kind !== 'answer' || reply.status < 200 || reply.status > 299) return reply
      const id = (reply.body as { id?: string } | null)?.id
      if (!id) return { kind: 'unreachable' }
      photo.id = id
      await this.parts.store.change(parcel.key, (each) => {
        each.photos[index]!.id = id
      })
    }
    return undefined
  }

  private async waiting(): Promise<Parcel[]> {
    return heads(await this.parts.store.list(), this.parts.person())
  }

  private async tell(): Promise<void> {
    this.parts.events.changed(await this.parts.store.list())
  }

  private async schedule(): Promise<void> {
    const times = (await this.waiting()).map((each) => each.notBefore)
    if (times.length === 0 || this.running) return
    const wait = Math.max(250, Math.min(...times) - this.parts.now())
    this.calledOff()
    this.calledOff = this.parts.later(wait, () => void this.round())
  }
}

/** A step changes the case's version; the steps behind it, made before that was known, carry the new one. */
function followUp(answer: unknown): (parcel: Parcel) => void {
  const version = (answer as { version?: unknown } | null)?.version
  return (parcel) => {
    if (parcel.kind === 'action' && typeof version === 'number' && !parcel.refusal) {
      parcel.body = { ...parcel.body, version }
    }
  }
}
