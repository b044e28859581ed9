import { api } from '@/kernel/http'
import type { Place } from '../phone/where'

/** What a resident may know of an open matter before reporting it again. */
export interface NearbyMatter {
  caseId: number
  number: string
  classZh: string
  classEn: string
  distanceMetres: number
  reportedAt: string
  reports: number
  photo: string | null
  stage: string
}

const PATIENCE_MILLIS = 4_000

/** Open matters near the place; none when the answer does not come in time, so that reporting never waits for it. */
export async function nearby(place: Place, classCode: string): Promise<NearbyMatter[]> {
  try {
    return await api.get<NearbyMatter[]>(
      '/api/v1/reports/nearby',
      { lat: place.lat.toFixed(6), lng: place.lng.toFixed(6), class: classCode },
      { signal: AbortSignal.timeout(PATIENCE_MILLIS), quiet: true },
    )
  } catch {
    return []
  }
}
