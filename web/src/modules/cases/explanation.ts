/** Why this unit and this worker, as dispatch keeps it on the case. */
export interface Explanation {
  unit: {
    unitCode: string
    nameZh: string | null
    nameEn: string | null
    ground: string
    classPattern: string | null
    regionCode: string | null
    owner: string | null
    /** Who answers for the component the matter is about. */
    component?: {
      as: 'OWNER' | 'MANAGER' | 'MAINTAINER'
      nameZh: string
      nameEn: string
      componentId: string
      componentName: string | null
    } | null
    passedOver?: string[]
    others?: { unitCode: string; nameZh: string | null; nameEn: string | null }[]
  } | null
  worker: {
    chosen: number | null
    ring: string
    reason: string
    onDuty: number
    metresPerTask: number
    candidates: {
      id: number
      name: string
      nameEn: string | null
      distanceMetres: number
      placeKnown: boolean
      load: number
      maxLoad: number | null
      score: number
      verdict: string
    }[]
  } | null
}
