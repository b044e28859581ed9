import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { useCity } from '@/kernel/city'
import { api } from '@/kernel/http'
import { useSession } from '@/kernel/session'
import type { Region, RegionLevel } from '@/kernel/types'
import type { Camera } from './look'

const ZOOMS: Record<RegionLevel, number> = { CITY: 10, DISTRICT: 12.5, STREET: 14.5, NEIGHBOURHOOD: 16, GRID: 17 }

/** How near one looks at a region, by the length of its code: six digits are a district, nine a street. */
export const regionZoom = (code: string) => (code.length < 9 ? ZOOMS.DISTRICT : code.length < 12 ? ZOOMS.STREET : ZOOMS.NEIGHBOURHOOD)

/** Where one begins who follows no link: the reader's own region; undefined until it is known. */
export function useStartCamera() {
  const session = useSession()
  const { city } = useCity()
  const code = (session.person?.regionPath ?? '').split('.').filter(Boolean).at(-1) ?? ''
  const own = useQuery({
    queryKey: ['regions', 'one', code],
    queryFn: () => api.get<Region>(`/api/v1/regions/${code}`),
    enabled: code !== '',
    staleTime: Infinity,
  })
  return computed<Camera | undefined>(() => {
    const flat = { pitch: 0, bearing: 0 }
    const region = own.data.value
    if (region) return { lng: region.lng, lat: region.lat, zoom: ZOOMS[region.level], ...flat }
    if (!city.value || (code && !own.isError.value)) return undefined
    const [lng, lat] = city.value.centre
    return { lng, lat, zoom: ZOOMS.CITY, ...flat }
  })
}
