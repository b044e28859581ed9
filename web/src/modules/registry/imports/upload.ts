import { Problem, url, type Query } from '@/kernel/http'

/** Sends a file as it is and says how much has gone; fetch cannot tell. */
export function sendFile<T>(
  path: string,
  query: Query,
  file: Blob,
  told: (share: number) => void,
  signal: AbortSignal,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', url(path, query))
    request.setRequestHeader('Content-Type', 'text/csv')
    request.setRequestHeader('Accept', 'application/json')
    const token = /(?:^|; )XSRF-TOKEN=([^;]+)/.exec(document.cookie)?.[1]
    if (token) request.setRequestHeader('X-XSRF-TOKEN', decodeURIComponent(token))
    request.upload.onprogress = ({ loaded, total }) => told(total ? loaded / total : 0)
    request.onload = () => {
      const body = parsed(request.responseText)
      if (request.status >= 200 && request.status < 300) resolve(body as T)
      else reject(new Problem(request.status, body))
    }
    const away = () => reject(new Problem(0, { type: 'urn:yiwang:problem:unreachable', title: 'No answer' }))
    request.onerror = away
    request.onabort = away
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return {}
  }
}
