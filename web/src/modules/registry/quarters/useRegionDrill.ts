import { computed, type Ref } from 'vue'
import { useCity, useRegions } from '@/kernel/city'
import { named } from '@/kernel/i18n'
import { useSession } from '@/kernel/session'
import { REGION_LEVELS, type Region, type RegionLevel } from '@/kernel/types'
import { useRegion } from './useQuarters'

/** The region the map looks at, from the reader's own down; nobody looks further up. */
export function useRegionDrill(chosen: Ref<string>) {
  const session = useSession()
  const { city } = useCity()
  const home = computed(
    () => (session.person?.regionPath ?? '').split('.').filter(Boolean).at(-1) ?? city.value?.code ?? '',
  )
  const code = computed(() => chosen.value || home.value)
  const { data: region } = useRegion(code)
  const { data: children } = useRegions(code)

  const level = computed<RegionLevel | null>(() => region.value?.level ?? null)
  const focus = computed(() => (level.value === null || level.value === 'CITY' ? null : code.value))
  const innerLevel = computed<RegionLevel | null>(() =>
    focus.value === null ? null : (REGION_LEVELS[REGION_LEVELS.indexOf(level.value!) + 1] ?? null),
  )
  /** Grids are no places one looks at alone. */
  const below = computed<Region[]>(() =>
    (children.value ?? []).filter((child) => child.level !== 'GRID'),
  )
  /** From the reader's own region down to this one. */
  const crumbs = computed(() => {
    if (!region.value) return []
    const line = [...region.value.ancestors, region.value]
    const from = line.findIndex((one) => one.code === home.value)
    return line.slice(Math.max(0, from)).map((one) => ({ code: one.code, name: named(one, 'name') }))
  })

  return { home, code, focus, innerLevel, below, crumbs }
}
