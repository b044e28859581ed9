import { ElMessage, ElMessageBox } from 'element-plus'
import { ref, type Ref } from 'vue'
import { Problem } from '@/kernel/http'
import { i18n } from '@/kernel/i18n'
import { attempt } from '../access/attempt'
import { BadFile } from './geojson'
import type { Draft, GridPage } from './types'
import type { UsedDrawing } from './useDrawing'
import type { useGridActs } from './useGrids'

/** Keeping, publishing and dropping what is drawn; a draft of somebody else is never overwritten. */
export function useDrafting(
  page: { data: Ref<GridPage | undefined>; refetch: () => Promise<unknown> },
  drawing: UsedDrawing,
  acts: ReturnType<typeof useGridActs>,
) {
  const { t } = i18n.global as unknown as { t: (key: string, values?: Record<string, unknown>) => string }
  const busy = ref(false)
  const publishing = ref(false)
  let version: number | null = null
  let basis = ''

  async function asked(words: string, yes: string): Promise<boolean> {
    const answer = await ElMessageBox.confirm(t(words), { confirmButtonText: t(yes), cancelButtonText: t('grids.cancel') }).catch(() => null)
    return answer !== null
  }
  /** Their draft in place of ours, if somebody wants that. */
  async function conflict(failure: Problem): Promise<void> {
    const theirs = failure.body.draft as Draft
    if (!(await asked('grids.saveFailed', 'grids.takeTheirs'))) return
    version = theirs.version
    basis = theirs.basis
    await drawing.begin(theirs.grids)
  }
  async function keep(): Promise<boolean> {
    busy.value = true
    try {
      version = (await acts.keep(drawing.grids.value, basis, version)).version
      drawing.dirty.value = false
      return true
    } catch (failure) {
      if (failure instanceof Problem && failure.type === 'draft-changed') await conflict(failure)
      else await attempt(() => Promise.reject(failure as Error))
      return false
    } finally {
      busy.value = false
    }
  }
  return {
    busy,
    publishing,
    async begin(): Promise<void> {
      const now = page.data.value!
      const draft = now.draft
      if (draft && draft.basis !== now.basis) ElMessage.warning({ message: t('grids.stale'), duration: 8000, showClose: true })
      version = draft?.version ?? null
      basis = draft?.basis ?? now.basis
      await attempt(() => drawing.begin(draft?.grids ?? now.grids))
    },
    async save(): Promise<void> {
      if (await keep()) ElMessage.success(t('grids.saved'))
    },
    async publish(from: string | null, reason: string): Promise<void> {
      if (!(await keep())) return
      busy.value = true
      const done = await attempt(() => acts.publish(version!, from, reason))
      busy.value = false
      if (!done) return
      publishing.value = false
      drawing.end()
      ElMessage.success({ message: t('grids.published'), duration: 6000 })
    },
    async discard(): Promise<void> {
      if (!(await asked('grids.discardAsk', 'grids.discard'))) return
      if (version !== null && !(await attempt(() => acts.drop()))) return
      drawing.dirty.value = false
      drawing.end()
      ElMessage.success(t('grids.discarded'))
    },
    async close(): Promise<void> {
      if (drawing.dirty.value && !(await keep())) return
      drawing.end()
    },
    mayLeave: () => asked('grids.discardAsk', 'grids.discard'),
    async take(file: string): Promise<void> {
      try {
        const used = [...(page.data.value?.grids ?? []), ...drawing.grids.value].map((each) => each.code)
        ElMessage.success(t('grids.imported', { n: await drawing.take(file, used) }))
      } catch (failure) {
        if (failure instanceof BadFile) ElMessage.error(t(`grids.${failure.words}`))
        else await attempt(() => Promise.reject(failure as Error))
      }
    },
  }
}
