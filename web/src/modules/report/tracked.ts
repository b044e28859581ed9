import { useQuery } from '@tanstack/vue-query'
import { toValue, type MaybeRefOrGetter } from 'vue'
import { api, Problem } from '@/kernel/http'
import type { Stage } from '@/kernel/types'

/** What the public may know of the matter a report became part of. */
export interface Matter {
  number: string
  state: string
  stage: Stage
  classZh: string
  classEn: string
  address: string | null
  unitZh: string | null
  unitEn: string | null
  dueAt: string | null
  closedAt: string | null
  reports: number
  /** Addresses of all photos of the matter. */
  photos: string[]
  mayAnswer: boolean
  steps: { stage: Stage; state: string; at: string }[]
}

/** A report, and its matter as soon as there is one. */
export interface Tracked {
  tracking: string
  filedAt: string
  classCode: string
  description: string | null
  address: string | null
  /** Addresses of the reporter's own photos. */
  photos: string[]
  matter: Matter | null
}

const SOON_MILLIS = 2_000
const LATER_MILLIS = 10_000

/** There is no such code: asking again helps nobody. */
export function unknown(error: unknown): boolean {
  return error instanceof Problem && [400, 404].includes(error.status)
}

/** The matter behind a tracking code; asked often until it is registered, then now and then. */
export function useTracked(tracking: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: ['tracked', () => toValue(tracking)],
    queryFn: () =>
      api.get<Tracked>(`/api/v1/reports/${encodeURIComponent(toValue(tracking))}`, {}, { quiet: true }),
    refetchInterval: (query) => {
      if (unknown(query.state.error)) return false
      const stage = query.state.data?.matter?.stage
      if (stage === 'CLOSE') return LATER_MILLIS * 3
      return stage ? LATER_MILLIS : SOON_MILLIS
    },
    retry: (count, error) => count < 2 && !unknown(error),
  })
}
