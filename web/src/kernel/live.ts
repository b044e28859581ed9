import { ref } from 'vue'

export type Connection = 'idle' | 'connecting' | 'open' | 'waiting'

export interface LiveEvent {
  id: string | null
  type: string
  data: unknown
}

type Listener = (event: LiveEvent) => void

/** Cuts a stream of bytes into server-sent events, whatever the pieces it arrives in. */
export class EventParser {
  private rest = ''
  private data: string[] = []
  private type = ''
  private id: string | null = null

  push(text: string): LiveEvent[] {
    const lines = (this.rest + text).split(/\r\n|\n|\r(?!$)/)
    this.rest = lines.pop() ?? ''
    const events: LiveEvent[] = []
    for (const line of lines) {
      if (line === '') this.finish(events)
      else this.field(line)
    }
    return events
  }

  private field(line: string) {
    if (line.startsWith(':')) return
    const colon = line.indexOf(':')
    const name = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (name === 'data') this.data.push(value)
    else if (name === 'event') this.type = value
    else if (name === 'id') this.id = value
  }

  private finish(events: LiveEvent[]) {
    const text = this.data.join('\n')
    if (this.data.length || this.type || this.id !== null) {
      events.push({ id: this.id, type: this.type || 'message', data: parse(text) })
    }
    this.data = []
    this.type = ''
    this.id = null
  }
}

function parse(text: string): unknown {
  try {
    return text ? JSON.parse(text) : null
  } catch {
    return text
  }
}

export interface LiveOptions {
  url: string
  fetch?: typeof fetch
  /** Random part of the waiting time, 0 to 1. */
  random?: () => number
  /** Silence after which the connection counts as dead; the server pings every 15 s. */
  silenceMs?: number
}

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 30_000

/**
 * One stream of server-sent events for the whole application.
 *
 * Read with `fetch` rather than `EventSource`, because a stream that is opened anew must send
 * `Last-Event-ID` to get exactly what it missed. When that is not possible (the server says `reset`,
 * or nothing was received before the cut) listeners of `reset` fetch their data again.
 */
export class LiveClient {
  readonly connection = ref<Connection>('idle')
  private readonly listeners = new Map<string, Set<Listener>>()
  private readonly options: Required<LiveOptions>
  private lastId: string | null = null
  private opened = false
  private attempts = 0
  private abort: AbortController | null = null
  private retry: ReturnType<typeof setTimeout> | undefined
  private silence: ReturnType<typeof setTimeout> | undefined

  constructor(options: LiveOptions) {
    this.options = {
      fetch: (...args) => fetch(...args),
      random: Math.random,
      silenceMs: 45_000,
      ...options,
    }
  }

  /** Listens until the returned function is called. */
  on(type: string, listener: Listener) {
    const set = this.listeners.get(type) ?? new Set()
    this.listeners.set(type, set.add(listener))
    return () => set.delete(listener)
  }

  start() {
    if (this.connection.value === 'idle') void this.connect()
  }

  /** Closes the stream and forgets the position, for a person who signs out. */
  stop() {
    clearTimeout(this.retry)
    clearTimeout(this.silence)
    this.abort?.abort()
    this.abort = null
    this.lastId = null
    this.opened = false
    this.attempts = 0
    this.connection.value = 'idle'
  }

  /** Tries at once instead of waiting, for example when the browser is online again. */
  hurry() {
    if (this.connection.value !== 'waiting') return
    clearTimeout(this.retry)
    void this.connect()
  }

  private async connect() {
    const abort = new AbortController()
    this.abort = abort
    this.connection.value = 'connecting'
    try {
      const headers: Record<string, string> = { Accept: 'text/event-stream' }
      if (this.lastId !== null) headers['Last-Event-ID'] = this.lastId
      const response = await this.options.fetch(this.options.url, {
        headers,
        signal: abort.signal,
        credentials: 'same-origin',
        cache: 'no-store',
      })
      if (response.status === 401 || response.status === 403) return this.stop()
      if (!response.ok || !response.body) throw new Error(`live: HTTP ${response.status}`)
      this.welcome()
      await this.read(response.body)
    } catch {
      // Every reason for a cut has the same answer: wait and try again.
    }
    if (this.abort === abort) this.waitAndRetry()
  }

  private welcome() {
    this.connection.value = 'open'
    this.attempts = 0
    if (this.opened && this.lastId === null) this.tell({ id: null, type: 'reset', data: null })
    this.opened = true
  }

  private async read(body: ReadableStream<Uint8Array>) {
    const parser = new EventParser()
    const decoder = new TextDecoder()
    const reader = body.getReader()
    for (;;) {
      this.watchSilence()
      const { done, value } = await reader.read()
      if (done) return
      for (const event of parser.push(decoder.decode(value, { stream: true }))) {
        if (event.id !== null) this.lastId = event.id
        this.tell(event)
      }
    }
  }

  private watchSilence() {
    clearTimeout(this.silence)
    this.silence = setTimeout(() => {
      const old = this.abort
      this.abort = null
      old?.abort()
      this.waitAndRetry()
    }, this.options.silenceMs)
  }

  private waitAndRetry() {
    clearTimeout(this.silence)
    this.connection.value = 'waiting'
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.attempts++)
    this.retry = setTimeout(() => void this.connect(), wait * (0.5 + this.options.random() / 2))
  }

  private tell(event: LiveEvent) {
    this.listeners.get(event.type)?.forEach((listener) => listener(event))
  }
}
