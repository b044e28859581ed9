import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { api, Problem } from './http'
import type { Duty, Person } from './types'
import { live } from './useLive'

/** The page a duty starts on. */
export function homeOf(duties: readonly Duty[]) {
  if (duties.includes('GRID_WORKER') || duties.includes('CHECKER')) return '/worker'
  if (duties.includes('RESIDENT')) return '/report'
  if (duties.includes('AUDITOR')) return '/admin/audit'
  const watches: Duty[] = ['CITY_OFFICER', 'CITY_LEADER', 'DISTRICT_OFFICER']
  if (watches.some((duty) => duties.includes(duty))) return '/wall'
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
  const home = computed(() => (person.value ? homeOf(person.value.duties) : '/signin'))
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

  async function signIn(login: string, password: string) {
    const body = { login, password }
    person.value = await api.post<Person>('/api/v1/session', body, { quiet: true })
    remember(person.value)
    live.stop()
    return person.value
  }

  async function signOut() {
    await api.delete('/api/v1/session', { quiet: true }).catch(() => {})
    forget()
  }

  function forget() {
    live.stop()
    remember(null)
    person.value = null
  }

  return { person, home, worksHere, has, load, signIn, signOut, forget }
})
