import { computed, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useCity, useRegionShapes, type RegionCollection } from '@/kernel/city'
import { named } from '@/kernel/i18n'
import { useSession } from '@/kernel/session'
import { REGION_LEVELS, type RegionLevel } from '@/kernel/types'

const DEEPEST = 2

/** District and street of a region path that begins with the city; none for the whole city. */
export function within(regionPath: string): string[] {
  return regionPath.split('.').filter(Boolean).slice(1, 1 + DEEPEST)
}

/** Where an address leads somebody who looks no further up than `home`. */
export function lookedAt(at: unknown, home: readonly string[]): string[] {
  const codes = String(at ?? '').split('.').filter(Boolean).slice(0, DEEPEST)
  return home.every((code, i) => codes[i] === code) ? codes : [...home]
}

/**
 * Where the wall looks: city, district or street; kept in the address as `?at=310105.310105002`. Whoever watches one
 * region begins there and looks no further up.
 */
export function useDrill() {
  const route = useRoute()
  const router = useRouter()
  const { city } = useCity()
  const session = useSession()
  const home = computed(() => within(session.person?.regionPath ?? ''))
  const codes = computed(() => lookedAt(route.query.at, home.value))
  const focus = computed(() => codes.value.at(-1) ?? null)
  const innerLevel = computed<RegionLevel | null>(() =>
    codes.value.length === 0 ? null : REGION_LEVELS[codes.value.length + 1]!,
  )
  const childLevel = computed(() => innerLevel.value ?? 'DISTRICT')

  const { data: districts } = useRegionShapes('DISTRICT')
  const { data: streets } = useRegionShapes(
    () => (codes.value.length ? 'STREET' : null),
    () => codes.value[0],
  )
  const { data: neighbourhoods } = useRegionShapes(
    () => (codes.value.length > 1 ? 'NEIGHBOURHOOD' : null),
    () => codes.value[1],
  )

  /** The shapes one level below where the wall looks. */
  const children = computed(
    () => [districts.value, streets.value, neighbourhoods.value][codes.value.length],
  )

  /** An address of a region that is not here leads to the nearest one above that is. */
  watch([codes, districts, streets], ([[district, street], known, below]) => {
    const has = (regions: RegionCollection | undefined, code: string | undefined) =>
      !regions || !code || regions.features.some((f) => f.properties.code === code)
    if (!has(known, district)) void router.replace({ query: { ...route.query, at: undefined } })
    else if (!has(below, street)) void router.replace({ query: { ...route.query, at: district } })
  })

  const nameIn = (regions: RegionCollection | undefined, code: string) =>
    named(regions?.features.find((f) => f.properties.code === code)?.properties, 'name') || code

  const crumbs = computed(() => [
    { name: named(city.value, 'name'), depth: 0 },
    ...codes.value.map((code, i) => ({
      name: nameIn(i === 0 ? districts.value : streets.value, code),
      depth: i + 1,
    })),
  ].slice(home.value.length))

  const go = (to: string[]) =>
    void router.push({ query: { ...route.query, at: to.length ? to.join('.') : undefined } })

  function into(code: string) {
    if (code === focus.value) return
    const isDistrict = districts.value?.features.some((f) => f.properties.code === code)
    if (isDistrict) go([code])
    else if (codes.value.length < DEEPEST) go([...codes.value, code])
  }
  const upTo = (depth: number) => go(codes.value.slice(0, Math.max(depth, home.value.length)))

  return { codes, focus, innerLevel, childLevel, children, crumbs, into, upTo }
}
