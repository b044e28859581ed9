import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { api } from '@/kernel/http'
import type { Duty } from '@/kernel/types'

export type Action = 'READ' | 'CHANGE' | 'EXPORT' | 'UNMASK'
export type Where = 'EVERYWHERE' | 'OWN_REGION' | 'OWN_UNIT' | 'OWN'
export interface DutyRule {
  duty: Duty
  dataClass: string
  deny: boolean
  may: Action[]
  where: Where[]
  purpose: boolean
  fields: Record<string, string>
}
export interface PolicyClass {
  name: string
  fields: string[]
}
export interface Standing {
  version: number | null
  since: string | null
  offered: boolean
  mayChange: boolean
  mayExport: boolean
  classes: PolicyClass[]
  rules: DutyRule[]
}
export type VersionState = 'PROPOSED' | 'PLANNED' | 'IN_FORCE' | 'PAST' | 'REFUSED' | 'WITHDRAWN'
export interface Version {
  id: number
  state: VersionState
  note: string
  basedOn: number | null
  takenFrom: number | null
  authorId: number | null
  authorName: string
  at: string
  from: string | null
  steps: { kind: string; at: string; personId: number | null; personName: string; reason: string }[]
}
export interface VersionText {
  version: Version
  yaml: string
  baseYaml: string | null
}
export interface Mistake {
  line: number
  column: number
  kind: string
  field: string
  message: string
  advice: string | null
}
export interface Difference {
  duty: Duty
  dataClass: string
  action: Action
  where: Where
  purpose: boolean
  before: Given
  after: Given
  fields: { field: string; before: string; after: string; effect: Effect }[]
}
export type Given = 'GIVEN' | 'NOTHING' | 'DENIED'
export type Effect =
  | 'GAINED'
  | 'LOST'
  | 'UNMASKED'
  | 'MASKED'
  | 'MASKED_OTHERWISE'
  | 'FORBIDDEN'
  | 'NOT_FORBIDDEN'
export interface Holders {
  duty: Duty
  people: number
  regions: { regionCode: string; people: number }[]
  regionsInAll: number
}
export interface ChangesFound {
  base: number | null
  differences: Difference[]
  people: Holders[]
  rows: { dataClass: string; table: string; rows: number }[]
}
export interface PostShown {
  duties: Duty[]
  unitCode: string
  regionCode: string
  situations: {
    action: Action
    where: Where
    purpose: boolean
    before: Given
    after: Given
    fields: { field: string; before: string; after: string }[]
    changes: boolean
  }[]
}
/** What is asked about: a text, or a version by its number, and with what it is compared. */
export interface ChangeQuestion {
  yaml?: string
  version?: number
  base?: number | null
}
export interface Draft {
  yaml: string
  basedOn: number
  savedAt: string | null
}

const POLICY = '/api/v1/policy'
const VERSIONS = `${POLICY}/versions`
export const fileOf = (version: number) => `${VERSIONS}/${version}.yaml`

export const useStanding = () =>
  useQuery({ queryKey: ['policy', 'force'], queryFn: () => api.get<Standing>(POLICY) })

export function useVersions() {
  const query = useInfiniteQuery({
    queryKey: ['policy', 'versions'],
    queryFn: ({ pageParam }) =>
      api.get<{ items: Version[]; more: boolean }>(VERSIONS, { before: pageParam, size: 30 }),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => (last.more ? last.items.at(-1)!.id : undefined),
  })
  const items = computed(() => query.data.value?.pages.flatMap((page) => page.items) ?? [])
  return { query, items }
}

export const useVersion = (id: Ref<number>) =>
  useQuery({
    queryKey: ['policy', 'version', id],
    queryFn: () => api.get<VersionText>(`${VERSIONS}/${id.value}`),
  })

export const useChanges = (asked: Ref<ChangeQuestion | null>) =>
  useQuery({
    queryKey: ['policy', 'changes', asked],
    queryFn: () => api.post<ChangesFound>(`${POLICY}/comparisons`, asked.value),
    enabled: computed(() => asked.value !== null),
    retry: false,
  })

export const useEffectOn = (
  asked: Ref<ChangeQuestion>,
  person: Ref<number | null>,
  dataClass: Ref<string>,
) =>
  useQuery({
    queryKey: ['policy', 'effects', asked, person, dataClass],
    queryFn: () =>
      api.post<PostShown[]>(`${POLICY}/effects`, {
        ...asked.value,
        person: person.value,
        dataClass: dataClass.value,
      }),
    enabled: computed(() => person.value !== null && dataClass.value !== ''),
    retry: false,
  })

export const draftCalls = {
  load: () => api.get<Draft>(`${POLICY}/draft`),
  save: (yaml: string, basedOn: number) => api.put(`${POLICY}/draft`, { yaml, basedOn }),
  discard: () => api.delete(`${POLICY}/draft`),
  shipped: () => api.get<{ yaml: string }>(`${POLICY}/shipped`),
  check: (yaml: string) => api.post<{ mistakes: Mistake[] }>(`${POLICY}/checks`, { yaml }),
}

/** What is done with versions; everything about the policy is read again after it. */
export function useVersionActs() {
  const queries = useQueryClient()
  const act = <T>(call: (given: T) => Promise<Version>) =>
    useMutation({
      mutationFn: call,
      onSettled: () => queries.invalidateQueries({ queryKey: ['policy'] }),
    })
  type Said = { id: number; reason: string; base?: number | null }
  const say = (what: string) =>
    act(({ id, ...word }: Said) => api.post<Version>(`${VERSIONS}/${id}/${what}`, word))
  return {
    propose: act((p: { yaml?: string; takenFrom?: number; note: string; from?: string }) =>
      api.post<Version>(VERSIONS, p),
    ),
    approve: say('approval'),
    refuse: say('refusal'),
    withdraw: say('withdrawal'),
  }
}
