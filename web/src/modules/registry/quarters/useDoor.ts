import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api } from '@/kernel/http'
import type { DoorCard, Occupancy, Person, PersonPage, Provenance, Relation } from './types'

/** The card of a door. Each look is recorded, so it is not asked for again without need. */
export function useDoorCard(id: MaybeRefOrGetter<number>) {
  const queries = useQueryClient()
  const key = computed(() => ['registry', 'door', toValue(id)])
  const query = useQuery({
    queryKey: key,
    queryFn: () => api.get<DoorCard>(`/api/v1/registry/doors/${toValue(id)}`),
    staleTime: 60_000,
  })
  const occupy = useMutation({
    mutationFn: ({ door, occupancy }: { door: number; occupancy: Occupancy }) =>
      api.put<DoorCard>(`/api/v1/registry/doors/${door}/occupancy`, { occupancy }),
    onSuccess: (card) => {
      queries.setQueryData(['registry', 'door', card.door.id], card)
      const { quarterId } = card.door
      void queries.invalidateQueries({ queryKey: ['registry', 'pictures', quarterId] })
      void queries.invalidateQueries({ queryKey: ['registry', 'quarter', quarterId] })
      void queries.invalidateQueries({ queryKey: ['registry', 'figures', quarterId] })
      void queries.invalidateQueries({ queryKey: ['registry', 'quarters'] })
    },
  })
  return { query, occupy }
}

/** Somebody with family; asked for when their line is opened. */
export function usePerson(id: MaybeRefOrGetter<number>) {
  const queries = useQueryClient()
  const query = useQuery({
    queryKey: ['registry', 'person', computed(() => toValue(id))],
    queryFn: () => api.get<PersonPage>(`/api/v1/registry/persons/${toValue(id)}`),
    staleTime: 60_000,
  })
  const path = (other: number) => `/api/v1/registry/persons/${toValue(id)}/family/${other}`
  const changed = () => queries.invalidateQueries({ queryKey: ['registry', 'person'] })
  const link = useMutation({
    mutationFn: ({ other, kind }: { other: number; kind: Relation }) => api.put(path(other), { kind }),
    onSuccess: changed,
  })
  const unlink = useMutation({
    mutationFn: (other: number) => api.delete(path(other)),
    onSuccess: changed,
  })
  return { query, link, unlink }
}

export function useProvenance(id: MaybeRefOrGetter<number>) {
  return useQuery({
    queryKey: ['registry', 'provenance', computed(() => toValue(id))],
    queryFn: () => api.get<Provenance>(`/api/v1/registry/persons/${toValue(id)}/provenance`),
    staleTime: 60_000,
  })
}

/** Persons by exact number or phone, or by their whole name: whichever it looks like. */
export async function findPersons(words: string): Promise<Person[]> {
  const text = words.replace(/\s/g, '')
  const by = /^\d{17}[\dXx]$/.test(text) ? 'number' : /^\+?\d{11,13}$/.test(text) ? 'phone' : 'name'
  const found = await api.post<{ items: Person[] }>('/api/v1/registry/persons/search', { [by]: text })
  return found.items
}
