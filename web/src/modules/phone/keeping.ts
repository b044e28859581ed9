import { Problem } from '@/kernel/http'
import { shelf } from './parcelStore'

/** An answer of the server, or the last one kept on the phone when there is no network. */
export interface Kept<T> {
  value: T
  /** When it was fetched (epoch ms). */
  at: number
  fresh: boolean
}

/** Fetches, and keeps the answer under that name; without a network the last one kept stands in. */
export async function keeping<T>(name: string, fetch: () => Promise<T>): Promise<Kept<T>> {
  try {
    const value = await fetch()
    await shelf.put(name, value).catch(() => {})
    return { value, at: Date.now(), fresh: true }
  } catch (failure) {
    const away = failure instanceof Problem && (failure.unreachable || failure.status >= 500)
    const kept = away ? await shelf.find(name).catch(() => undefined) : undefined
    if (!kept) throw failure
    return { value: kept.value as T, at: kept.at, fresh: false }
  }
}
