import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api } from '@/kernel/http'
import { useSession } from '@/kernel/session'
import { keeping } from '../phone/keeping'
import type { Place } from '../phone/where'
import type { Double, Proposal, Thing } from './types'

export const SURVEY = '/api/map/survey'

/** A class of which something new can be proposed, as the list of classes shows it. */
export interface SurveyClass {
  code: string
  nameZh: string
  nameEn: string
  majorZh: string
  majorEn: string
  kind: string
  keywords: string[]
}

/** What became of one's own proposals; without a network those kept on the phone. */
export function useMine() {
  const session = useSession()
  return useQuery({
    queryKey: ['survey', 'mine', computed(() => session.person?.id)],
    queryFn: () =>
      keeping(`survey-mine-${session.person?.id}`, async () => (await api.get<{ items: Proposal[] }>(`${SURVEY}/mine`)).items),
    networkMode: 'always',
    refetchOnReconnect: true,
    refetchInterval: 60_000,
    retry: false,
  })
}

export function useSurveyClasses() {
  return useQuery({
    queryKey: ['survey', 'classes'],
    queryFn: async () => {
      const kept = await keeping('survey-classes', () => api.get<SurveyClass[]>(`${SURVEY}/classes`))
      return kept.value.map((each) => ({ ...each, kind: 'component', keywords: [] }))
    },
    networkMode: 'always',
    staleTime: Infinity,
    retry: false,
  })
}

/** What stands round a place; without a network the last that was fetched. */
export function useAround(place: MaybeRefOrGetter<Place | null>) {
  const asked = computed(() => toValue(place))
  return useQuery({
    queryKey: ['survey', 'around', computed(() => asked.value && [asked.value.lat.toFixed(5), asked.value.lng.toFixed(5)])],
    queryFn: () =>
      keeping('survey-around', async () => (await api.get<{ things: Thing[] }>(`${SURVEY}/around`, { ...asked.value! })).things),
    enabled: computed(() => asked.value !== null),
    networkMode: 'always',
    placeholderData: (before) => before,
    retry: false,
  })
}

/** What may be the same as something new; nothing without a network. */
export async function doublesAt(place: Place, classCode: string): Promise<Double[]> {
  try {
    return (await api.get<{ doubles: Double[] }>(`${SURVEY}/doubles`, { ...place, classCode })).doubles
  } catch {
    return []
  }
}
