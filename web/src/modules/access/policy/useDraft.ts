import { computed, onScopeDispose, ref, watch } from 'vue'
import { draftCalls, type Mistake } from './usePolicy'

const KEEP_MS = 800

/** What somebody writes: kept on the server while they write, and checked by it. */
export function useDraft() {
  const yaml = ref('')
  const basedOn = ref(0)
  const savedAt = ref<string | null>(null)
  const loaded = ref(false)
  const failure = ref<unknown>(null)
  const saving = ref<'idle' | 'busy' | 'failed'>('idle')
  const mistakes = ref<Mistake[]>([])
  const checked = ref(false)
  let kept = ''
  let timer: ReturnType<typeof setTimeout> | undefined

  async function load() {
    failure.value = null
    try {
      const draft = await draftCalls.load()
      kept = draft.yaml
      yaml.value = draft.yaml
      basedOn.value = draft.basedOn
      savedAt.value = draft.savedAt
      loaded.value = true
      await check()
    } catch (e) {
      failure.value = e
    }
  }

  async function check() {
    const asked = yaml.value
    const { mistakes: found } = await draftCalls.check(asked)
    if (asked === yaml.value) {
      mistakes.value = found
      checked.value = true
    }
  }

  async function keep() {
    clearTimeout(timer)
    timer = undefined
    if (yaml.value === kept) return
    saving.value = 'busy'
    const text = yaml.value
    try {
      await draftCalls.save(text, basedOn.value)
      kept = text
      savedAt.value = new Date().toISOString()
      saving.value = 'idle'
      await check()
    } catch {
      saving.value = 'failed'
    }
  }

  watch(yaml, (text) => {
    if (!loaded.value || text === kept) return
    checked.value = false
    clearTimeout(timer)
    timer = setTimeout(() => void keep(), KEEP_MS)
  })
  onScopeDispose(() => void keep())

  async function discard() {
    clearTimeout(timer)
    await draftCalls.discard()
    loaded.value = false
    await load()
  }

  /** It begins with what is in force now; the text stays. */
  async function rebase(version: number) {
    basedOn.value = version
    kept = ''
    await keep()
  }

  const state = computed(() => saving.value)
  void load()
  return { yaml, basedOn, savedAt, loaded, failure, state, mistakes, checked, load, keep, discard, rebase }
}
