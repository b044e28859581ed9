/** An RFC 9457 answer as an error; `type` is the last part of `urn:yiwang:problem:<type>`. */
export class Problem extends Error {
  readonly type: string
  readonly status: number
  readonly title: string
  readonly detail: string | null
  readonly field: string | null
  readonly advice: string | null
  readonly body: Record<string, unknown>

  constructor(status: number, body: Record<string, unknown>) {
    const text = (key: string) => (typeof body[key] === 'string' ? (body[key] as string) : null)
    super(text('detail') ?? text('title') ?? `HTTP ${status}`)
    this.name = 'Problem'
    this.status = status
    this.type = (text('type') ?? 'about:blank').split(':').pop() ?? ''
    this.title = text('title') ?? `HTTP ${status}`
    this.detail = text('detail')
    this.field = text('field')
    this.advice = text('advice')
    this.body = body
  }

  /** True when no answer came at all: offline, refused, or cut. */
  get unreachable() {
    return this.status === 0
  }
}

export type Query = Record<
  string,
  string | number | boolean | null | undefined | readonly (string | number)[]
>

export interface RequestOptions {
  query?: Query
  json?: unknown
  form?: FormData
  /** Bytes as they are; says its own Content-Type in the headers. */
  blob?: Blob
  headers?: Record<string, string>
  signal?: AbortSignal
  /** A 401 is thrown as usual but does not lead to the sign-in page. */
  quiet?: boolean
}

let onUnauthorised: () => void = () => {}

/** Says what to do when the session is gone; the application sets it once. */
export function whenUnauthorised(action: () => void) {
  onUnauthorised = action
}

/** Builds `path?query`, leaving out what is empty; lists are joined by commas. */
export function url(path: string, query: Query = {}) {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue
    if (Array.isArray(value) && value.length === 0) continue
    search.set(key, Array.isArray(value) ? value.join(',') : String(value))
  }
  const text = search.toString()
  return text ? `${path}?${text}` : path
}

function cookie(name: string) {
  const found = document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`))
  return found ? decodeURIComponent(found.slice(name.length + 1)) : null
}

async function xsrfHeader(method: string): Promise<Record<string, string>> {
  if (method === 'GET' || method === 'HEAD') return {}
  if (!cookie('XSRF-TOKEN')) await fetch('/api/v1/session', { credentials: 'same-origin' })
  const token = cookie('XSRF-TOKEN')
  return token ? { 'X-XSRF-TOKEN': token } : {}
}

async function problemOf(response: Response) {
  const body = await response.json().catch(() => ({ title: response.statusText }))
  return new Problem(response.status, body as Record<string, unknown>)
}

/** Asks the server; throws a {@link Problem} for every answer outside 2xx and when none comes. */
export async function request<T>(method: string, path: string, options: RequestOptions = {}) {
  const headers: Record<string, string> = { Accept: 'application/json', ...options.headers }
  let body: BodyInit | undefined = options.form ?? options.blob
  if (options.json !== undefined) {
    headers['Content-Type'] ??= 'application/json'
    body = JSON.stringify(options.json)
  }
  let response: Response
  try {
    Object.assign(headers, await xsrfHeader(method))
    response = await fetch(url(path, options.query), {
      method,
      headers,
      body,
      signal: options.signal,
      credentials: 'same-origin',
    })
  } catch (cause) {
    if (options.signal?.aborted) throw cause
    throw new Problem(0, { type: 'urn:yiwang:problem:unreachable', title: 'No answer' })
  }
  if (response.ok) {
    if (response.status === 204) return undefined as T
    const text = await response.text()
    return (text ? JSON.parse(text) : undefined) as T
  }
  const problem = await problemOf(response)
  if (problem.status === 401 && !options.quiet) onUnauthorised()
  throw problem
}

export const api = {
  get: <T>(path: string, query?: Query, options: RequestOptions = {}) =>
    request<T>('GET', path, { ...options, query }),
  post: <T>(path: string, json?: unknown, options: RequestOptions = {}) =>
    request<T>('POST', path, { ...options, json }),
  put: <T>(path: string, json?: unknown, options: RequestOptions = {}) =>
    request<T>('PUT', path, { ...options, json }),
  delete: <T>(path: string, options: RequestOptions = {}) => request<T>('DELETE', path, options),
  /** Sends a form with files. */
  upload: <T>(path: string, form: FormData, options: RequestOptions = {}) =>
    request<T>('POST', path, { ...options, form }),
}
