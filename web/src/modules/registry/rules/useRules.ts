import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, ref, watch } from 'vue'
import { api } from '@/kernel/http'

export interface EvidenceRule {
  evidence: string
  agree: number
  differ: number
}
export interface TrustRule {
  field: string
  kind: string
  trust: number
  halfLifeDays: number
}
export interface Rules {
  evidence: EvidenceRule[]
  trusts: TrustRule[]
}

const RULES = '/api/v1/registry/rules'
const same = (a: object, b: object) => JSON.stringify(a) === JSON.stringify(b)

/** What of the draft differs from what is in force. */
export function changesOf(draft: Rules, present: Rules): Rules {
  return {
    evidence: draft.evidence.filter((rule, i) => !same(rule, present.evidence[i]!)),
    trusts: draft.trusts.filter((rule, i) => !same(rule, present.trusts[i]!)),
  }
}

/** The rules as they are edited: a draft beside what is in force. */
export function useRules() {
  const queries = useQueryClient()
  const query = useQuery({ queryKey: ['registry', 'rules'], queryFn: () => api.get<Rules>(RULES), staleTime: 0 })
  const draft = ref<Rules>()
  const revert = () => (draft.value = query.data.value && (JSON.parse(JSON.stringify(query.data.value)) as Rules))
  watch(() => query.data.value, revert, { immediate: true })
  const changes = computed<Rules>(() =>
    draft.value && query.data.value ? changesOf(draft.value, query.data.value) : { evidence: [], trusts: [] },
  )
  const count = computed(() => changes.value.evidence.length + changes.value.trusts.length)

  /** Saves the changes; answers what brings back the rules as they were. */
  async function save(): Promise<Rules> {
    const before = query.data.value!
    const back = changesOf(before, draft.value!)
    await put(changes.value)
    return back
  }
  async function put(rules: Rules): Promise<void> {
    queries.setQueryData(['registry', 'rules'], await api.put<Rules>(RULES, rules))
  }
  return { query, draft, count, revert, save, put }
}
