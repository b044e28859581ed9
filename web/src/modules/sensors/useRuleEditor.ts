import { computed, ref, watch, type Ref } from 'vue'
import { refDebounced } from '../report/refDebounced'
import type { Mistake, Review, RuleModel, SensorRule } from './types'
import { checkRule } from './useSensors'

const CALM = 250

export function emptyRule(model: RuleModel): SensorRule {
  const quantity = model.quantities[0]!
  return {
    code: '',
    nameZh: '',
    nameEn: '',
    model: model.code,
    enabled: true,
    severity: 'WARNING',
    matterClass: null,
    when: { quantity: quantity.code, is: 'ABOVE', limit: quantity.state ? 1 : null, unit: quantity.unit },
    source: null,
  }
}

const plain = (rule: SensorRule): SensorRule => JSON.parse(JSON.stringify(rule)) as SensorRule

/** A rule being edited: checked by the server whenever one pauses, with what is not right by field. */
export function useRuleEditor(kept: Ref<SensorRule | null>) {
  const rule = ref<SensorRule | null>(null)
  const review = ref<Review | null>(null)
  const checking = ref(false)
  const failure = ref<unknown>(null)
  let running = new AbortController()

  watch(kept, (now) => (rule.value = now && plain(now)), { immediate: true })
  const text = computed(() => JSON.stringify(rule.value))
  const calm = refDebounced(text, CALM)
  watch(text, () => (checking.value = Boolean(rule.value)))
  watch(
    calm,
    async () => {
      running.abort()
      if (!rule.value) return
      running = new AbortController()
      const { signal } = running
      checking.value = true
      try {
        review.value = await checkRule(plain(rule.value), signal)
        failure.value = null
      } catch (problem) {
        if (signal.aborted) return
        failure.value = problem
        review.value = null
      }
      if (!signal.aborted) checking.value = false
    },
    { immediate: true },
  )

  return {
    rule,
    review,
    checking,
    failure,
    changed: computed(() => Boolean(rule.value) && text.value !== JSON.stringify(kept.value)),
    right: computed(() => !checking.value && review.value?.mistakes.length === 0),
    mistake: (field: string): Mistake | undefined =>
      review.value?.mistakes.find((each) => each.field === field),
    discard: () => (rule.value = kept.value && plain(kept.value)),
    load: (other: SensorRule) => (rule.value = plain(other)),
  }
}
export type RuleEditor = ReturnType<typeof useRuleEditor>
