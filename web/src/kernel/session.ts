import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { api, Problem } from './http'
import type { Duty, Person, Post } from './types'
import { live } from './useLive'

/** The page a duty starts on. */
export function homeOf(duties: readonly Duty[]) {
  if (duties.includes('GRID_WORKER') || duties.includes('CHECKER')) return '/worker'
  if (duties.includes('RESIDENT')) return '/report'
  if (duties.includes('AUDITOR')) return '/admin/audit'
  const watches: Duty[] = ['CITY_OFFICER', 'CITY_LEADER', 'DISTRICT_OFFICER']
  if (watches.some((duty) => duties.includes(duty))) return '/wall'
  if (duties.includes('COMMITTEE')) return '/registry'
  return '/desk'
}

const REMEMBERED = 'yiwang.person'

/** Who was signed in last on this device: for reading what is kept here while there is no network. */
function remembered(): Person | null {
  try {
    return JSON.parse(localStorage.getItem(REMEMBERED) ?? 'null') as Person | null
  } catch {
    return null
  }
}

function remember(person: Person | null) {
  if (person) localStorage.setItem(REMEMBERED, JSON.stringify(person))
  else localStorage.removeItem(REMEMBERED)
}

/** Who is signed in. `person` is undefined until the server was asked. */
export const useSession = defineStore('session', () => {
  const person = ref<Person | null>()
  const pending = computed(() => Boolean(person.value?.pending && person.value.pending !== 'NOTHING'))
  const home = computed(() => {
    if (!person.value) return '/signin'
    return pending.value ? '/account' : homeOf(person.value.duties)
  })
  const has = (...duties: Duty[]) => duties.some((duty) => person.value?.duties.includes(duty))

  /** Everybody but residents, who follow their reports by tracking code. */
  const worksHere = computed(
    () => person.value?.duties.some((duty) => duty !== 'RESIDENT') ?? false,
  )

  async function load() {
    try {
      person.value = await api.get<Person>('/api/v1/session', {}, { quiet: true })
    } catch (e) {
      if (e instanceof Problem && e.unreachable) {
        person.value = remembered()
        return person.value
      }
      person.value = null
    }
    remember(person.value)
    return person.value
  }

  async function signIn(login: string, password: string, code?: string) {
    const body = { login, password, code }
    person.value = await api.post<Person>('/api/v1/session', body, { quiet: true })
    remember(person.value)
    live.stop()
    return person.value
  }

  /** Acts at another post from now on; what is open is told afresh. */
  async function choose(post: Post) {
    const { unitCode, regionCode } = post
    live.stop()
    person.value = await api.put<Person>('/api/v1/session/post', { unitCode, regionCode })
    remember(person.value)
  }

  /** What the server said about the session after a change of the account. */
  function set(changed: Person) {
    person.value = changed
    remember(changed)
  }

  async function signOut() {
    const gone = await api
      .delete<{ continueAt: string | null }>('/api/v1/session', { quiet: true })
      .catch(() => null)
    forget()
    if (gone?.continueAt) location.assign(gone.continueAt)
  }

  function forget() {
    live.stop()
    remember(null)
    person.value = null
  }

  return { person, home, pending, worksHere, has, load, signIn, choose, set, signOut, forget }
})
