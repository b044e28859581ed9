import { onScopeDispose, reactive, watch } from 'vue'
import { newKey } from '../phone/parcels'
import { shelf } from '../phone/parcelStore'
import type { Place } from '../phone/where'

/** A report as it is being written; kept on the phone, photos too, until it is sent. */
export interface Draft {
  /** Idempotency key of this report, from the first word to the last retry. */
  key: string
  photos: Blob[]
  place: Place | null
  /** The person moved the map; the phone's own position does not move it any more. */
  placed: boolean
  address: string
  classCode: string
  description: string
  phone: string
}

const NAME = 'report-draft'

function blank(phone = ''): Draft {
  return {
    key: newKey(),
    photos: [],
    place: null,
    placed: false,
    address: '',
    classCode: '',
    description: '',
    phone,
  }
}

export function worthKeeping(draft: Draft): boolean {
  return draft.photos.length > 0 || Boolean(draft.description || draft.classCode || draft.address)
}

/** The draft of this phone: comes back after a reload, and begins anew when it was sent. */
export function useDraft() {
  const draft = reactive<Draft>(blank())
  let restoring = true
  let timer: ReturnType<typeof setTimeout> | undefined

  const restored = shelf
    .find(NAME)
    .then((kept) => {
      const value = kept?.value as Draft | undefined
      if (!value || !worthKeeping(value)) return false
      Object.assign(draft, value)
      return true
    })
    .catch(() => false)
    .finally(() => (restoring = false))

  /** Saves at once, and once more after a burst of changes. */
  function changed(): void {
    if (restoring) return
    if (timer === undefined) void save()
    clearTimeout(timer)
    timer = setTimeout(() => {
      timer = undefined
      void save()
    }, 250)
  }

  watch(draft, changed)
  addEventListener('pagehide', save)
  onScopeDispose(() => removeEventListener('pagehide', save))

  async function save(): Promise<void> {
    await shelf.put(NAME, { ...draft, photos: [...draft.photos], place: draft.place && { ...draft.place } }).catch(() => {})
  }

  async function clear(): Promise<void> {
    Object.assign(draft, blank(draft.phone))
    await save()
  }

  return { draft, restored, clear }
}
