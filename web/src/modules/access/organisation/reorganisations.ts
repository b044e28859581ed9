import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { api } from '@/kernel/http'

export type Subject = 'REGION' | 'UNIT'
export type Kind = 'RENAME' | 'MOVE' | 'MERGE' | 'SPLIT'
export const KINDS: Kind[] = ['SPLIT', 'MERGE', 'RENAME', 'MOVE']

export interface Part {
  code?: string
  nameZh?: string
  nameEn?: string
  parent?: string
  children?: string[]
  outline?: unknown
  classes?: string[]
}
export interface Plan {
  subject: Subject
  kind: Kind
  codes: string[]
  into: Part[]
}
export interface Reorganisation {
  id: number
  plan: Plan
  reason: string
  effectiveOn: string
  state: 'ASKED' | 'APPROVED' | 'APPLIED' | 'WITHDRAWN' | 'UNDONE' | 'FAILED'
  askedBy: number
  askedName: string
  askedAt: string
  decidedName: string | null
  decidedAt: string | null
  appliedAt: string | null
  undoneName: string | null
  undoneAt: string | null
  effects: Record<string, number>
  failure: string | null
  mayUndo: boolean
}
/** A region or a unit, as far as choosing one needs it. */
export interface Place {
  code: string
  nameZh: string
  nameEn: string
  level?: string
  parent?: string | null
}

const PATH = '/api/v1/admin/reorganisations'

export function useReorganisations() {
  return useQuery({
    queryKey: ['reorganisations'],
    queryFn: () => api.get<Reorganisation[]>(PATH),
  })
}

export function useReorganisationActs() {
  const queries = useQueryClient()
  const changed = async <T>(done: Promise<T>) => {
    const result = await done
    await Promise.all(
      [['reorganisations'], ['region'], ['regions'], ['units']].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    )
    return result
  }
  return {
    preview: (plan: Plan) => api.post<{ counts: Record<string, number> }>(`${PATH}/preview`, { plan }),
    ask: (plan: Plan, reason: string, on: string | null) =>
      changed(api.post<Reorganisation>(PATH, { plan, reason, on })),
    approve: (id: number) => changed(api.post<Reorganisation>(`${PATH}/${id}/approval`)),
    withdraw: (id: number) => changed(api.delete<Reorganisation>(`${PATH}/${id}`)),
    undo: (id: number) => changed(api.post<Reorganisation>(`${PATH}/${id}/undo`)),
  }
}

/** The regions right below one; those of the first level below the city when none is given. */
export function useRegionsBelow(code: Ref<string | null>) {
  return useQuery({
    queryKey: computed(() => ['regions', 'below', code.value]),
    queryFn: async () => {
      const above = code.value ?? (await api.get<Place[]>('/api/v1/regions'))[0]!.code
      return api.get<Place[]>('/api/v1/regions', { parent: above })
    },
    staleTime: 60_000,
  })
}

/** One region with those above it. */
export function useRegionLine(code: Ref<string | null>) {
  return useQuery({
    queryKey: computed(() => ['region', code.value]),
    queryFn: () => api.get<Place & { ancestors: Place[] }>(`/api/v1/regions/${code.value}`),
    enabled: computed(() => Boolean(code.value)),
    staleTime: 60_000,
  })
}

/** A plan as it is sent: texts without blanks, nothing that was not given. */
export function asPlan(subject: Subject, kind: Kind, codes: string[], parts: Part[]): Plan {
  const text = (value?: string) => value?.trim() || undefined
  const list = (values?: string[]) => (values?.length ? values : undefined)
  return {
    subject,
    kind,
    codes,
    into: parts.map((part) => ({
      code: text(part.code),
      nameZh: text(part.nameZh),
      nameEn: text(part.nameEn),
      parent: text(part.parent),
      children: list(part.children),
      classes: list(part.classes),
      outline: part.outline || undefined,
    })),
  }
}

/** One line that says what a plan does. */
export function sayPlan(plan: Plan): string {
  const into = plan.into
    .map((part) => [part.nameZh, part.code ?? part.parent].filter(Boolean).join(' '))
    .join(' + ')
  return `${plan.codes.join(' + ')} → ${into}`
}
