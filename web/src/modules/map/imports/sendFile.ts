import { api, Problem, request } from '@/kernel/http'
import { IMPORTS, type MapImport } from './useMapImports'

export const PIECE = 8 << 20

/** The parts of the file that are still to be sent. */
export function* pieces(bytes: number, received: number, size = PIECE): Generator<[number, number]> {
  for (let at = received; at < bytes; at += size) yield [at, Math.min(bytes, at + size)]
}

/** An upload of this file with this mapping that was cut off. */
export const goesOn = (jobs: readonly MapImport[], file: File, mapping: string) =>
  jobs.find(
    (job) =>
      job.stage === 'RECEIVING' &&
      job.file.name === file.name &&
      job.file.bytes === file.size &&
      job.mapping === mapping,
  )

/** Sends a file in pieces, going on where an earlier attempt ended. */
export async function sendFile(
  file: File,
  mapping: string,
  told: (share: number) => void,
  signal: AbortSignal,
): Promise<MapImport> {
  const before = await api.get<MapImport[]>(IMPORTS, { size: 50 })
  let job =
    goesOn(before, file, mapping) ??
    (await api.post<MapImport>(IMPORTS, { name: file.name, bytes: file.size, mapping }))
  for (const [from, to] of pieces(file.size, job.file.received)) {
    told(from / file.size)
    try {
      job = await request<MapImport>('PUT', `${IMPORTS}/${job.id}/file`, {
        blob: file.slice(from, to),
        headers: { 'Content-Type': 'application/octet-stream', 'Upload-Offset': String(from) },
        signal,
      })
    } catch (failure) {
      // it had arrived, only the answer had not
      if (!(failure instanceof Problem) || failure.body.received !== to) throw failure
    }
  }
  told(1)
  return job
}
