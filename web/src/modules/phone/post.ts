import { computed, effectScope, getCurrentScope, onScopeDispose, shallowRef, watch } from 'vue'
import { Problem, request } from '@/kernel/http'
import { useSession } from '@/kernel/session'
import { mayCarry, newKey, type Parcel, type Reply } from './parcels'
import { parcelStore } from './parcelStore'
import { Postman, type Carrier } from './postman'
import { keepReceipt } from './receipts'

/** A hanging connection counts as none. */
const PATIENCE_MILLIS = 60_000

const parcels = shallowRef<Parcel[]>([])
const signInNeeded = shallowRef(false)
const listeners = new Set<(parcel: Parcel, answer: unknown) => void>()

async function ask(path: string, options: { json?: unknown; form?: FormData }): Promise<Reply> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MILLIS)
    const body = await request<unknown>('POST', path, { ...options, signal, quiet: true })
    return { kind: 'answer', status: 200, body }
  } catch (failure) {
    if (failure instanceof Problem && !failure.unreachable) {
      return { kind: 'answer', status: failure.status, body: failure.body }
    }
    return { kind: 'unreachable' }
  }
}

function attached(field: string, parcel: Parcel, only?: number): FormData {
  const form = new FormData()
  parcel.photos.forEach((photo, index) => {
    if (only === undefined || only === index) form.append(field, photo.blob, `${photo.name}.jpg`)
  })
  return form
}

const carrier: Carrier = {
  photosFirst: (parcel) => parcel.kind !== 'report',
  photo(parcel, index) {
    const form = attached(parcel.kind === 'action' ? 'file' : 'photo', parcel, index)
    return ask(parcel.path.replace(/\/[a-z]+$/, '/photos'), { form })
  },
  body(parcel) {
    if (parcel.kind === 'visit') return ask(parcel.path, { json: { ...parcel.body, key: parcel.key } })
    if (parcel.kind !== 'report') {
      const photos = parcel.photos.map((photo) => photo.id)
      return ask(parcel.path, { json: { ...parcel.body, key: parcel.key, photos } })
    }
    const form = attached('photo', parcel)
    form.append('key', parcel.key)
    for (const [name, value] of Object.entries(parcel.body)) {
      if (value !== undefined && value !== null && value !== '') form.append(name, String(value))
    }
    return ask(parcel.path, { form })
  },
}

const postman = new Postman({
  store: parcelStore,
  carrier,
  events: {
    changed: (all) => (parcels.value = all),
    delivered(parcel, answer) {
      signInNeeded.value = false
      if (parcel.kind === 'report') keepReceipt(parcel, answer)
      listeners.forEach((each) => each(parcel, answer))
    },
    refused: (parcel) => listeners.forEach((each) => each(parcel, undefined)),
    signInNeeded: () => (signInNeeded.value = true),
  },
  person: () => useSession().person?.id,
  now: () => Date.now(),
  random: Math.random,
  later(millis, run) {
    const timer = setTimeout(run, millis)
    return () => clearTimeout(timer)
  },
  // Without locks (pages not served over https) two tabs may send the same key; the server answers both alike.
  alone: async (work) =>
    'locks' in navigator ? navigator.locks.request('yiwang-postman', work) : work(),
})

let started = false

function start(): void {
  if (started) return
  started = true
  addEventListener('online', () => void postman.hurry())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void postman.hurry()
  })
  const session = useSession()
  effectScope(true).run(() =>
    watch(
      () => session.person?.id,
      (id) => id !== undefined && void postman.hurry(),
    ),
  )
  void parcelStore.list().then((all) => {
    parcels.value = all
    return postman.hurry()
  })
}

/** What a page hands to the postman. */
export type Letter = Pick<Parcel, 'lane' | 'kind' | 'path' | 'body' | 'photos' | 'label' | 'owner'>

/** The postman of this phone: what waits, what was refused, and how to send. */
export function usePost() {
  start()
  const session = useSession()
  const mine = computed(() => parcels.value.filter((each) => mayCarry(each, session.person?.id)))
  const refused = computed(() => mine.value.filter((each) => each.refusal))
  const stuck = (parcel: Parcel): boolean =>
    refused.value.some((each) => each.lane === parcel.lane && each.seq < parcel.seq)
  return {
    parcels: mine,
    /** On their way, or waiting for a network. */
    waiting: computed(() => mine.value.filter((each) => !each.refusal && !stuck(each))),
    refused,
    /** Waits behind a refused one until the person decides. */
    stuck,
    signInNeeded,
    /** Keeps the letter on the phone, sends it as soon as it can be, and answers its key. */
    async send(letter: Letter, key = newKey()): Promise<string> {
      await postman.post({ ...letter, key, createdAt: Date.now(), attempts: 0, notBefore: 0 })
      return key
    },
    discard: (key: string, behind = false) => postman.discard(key, behind),
    resend: (key: string, correct: (parcel: Parcel) => void = () => {}) =>
      postman.resend(key, correct),
    hurry: () => postman.hurry(),
    /** Calls back for each parcel the server took or refused, as long as the component lives. */
    onAnswered(listener: (parcel: Parcel, answer: unknown) => void): void {
      listeners.add(listener)
      if (getCurrentScope()) onScopeDispose(() => listeners.delete(listener))
    },
  }
}
