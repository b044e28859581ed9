import type { ActionForm, AllowedAction } from './useCase'

/** One thing an action asks for; `reason` must be given, `note?` may. */
export interface Need {
  field: 'reason' | 'note' | 'photo' | 'condition' | 'unit' | 'worker' | 'until' | 'into'
  optional: boolean
}

const known = ['reason', 'note', 'photo', 'condition', 'unit', 'worker', 'until', 'into']

export function needsOf(action: AllowedAction): Need[] {
  return action.needs
    .map((need) => ({
      field: need.replace(/s?\?$/, '').replace(/^photos$/, 'photo') as Need['field'],
      optional: need.endsWith('?'),
    }))
    .filter((need) => known.includes(need.field))
}

const valueOf = (form: ActionForm, field: Need['field']) =>
  ({
    reason: form.reason?.trim(),
    note: form.note?.trim(),
    photo: form.photos?.length,
    condition: form.conditionId,
    unit: form.unit,
    worker: form.workerId,
    until: form.until,
    into: form.into,
  })[field]

/** Whether everything that must be given is given. */
export const isComplete = (needs: readonly Need[], form: ActionForm) =>
  needs.every((need) => need.optional || Boolean(valueOf(form, need.field)))

/** Actions that end or undo something are offered last and in another colour. */
const grave = new Set(['DECLINE', 'CANCEL', 'FORCE_CLOSE', 'CHECK_FAIL', 'RETURN', 'CANNOT', 'REFUSE'])
const side = new Set([
  'COMMENT',
  'MERGE',
  'UNMERGE',
  'REVOKE_ASSIGN',
  'EXTEND',
  'SUSPEND',
  'VERIFY',
  'REOPEN',
  'UNDO_CLOSE',
  'TAKE_OVER',
])

export type Weight = 'main' | 'side' | 'grave'
export const weightOf = (action: string): Weight =>
  grave.has(action) ? 'grave' : side.has(action) ? 'side' : 'main'
