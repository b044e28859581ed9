/** The figures of a dispatch that matter to the one who got the case; each may be missing. */
export interface Why {
  distanceMetres?: number
  load?: number
  onDuty?: number
  onlyOne: boolean
  /** Chosen because nobody of the unit could take it. */
  standIn: boolean
}

interface Candidate {
  id: number
  distanceMetres: number
  placeKnown: boolean
  load: number
}

interface Explanation {
  worker?: {
    chosen: number | null
    ring: string
    reason: string
    onDuty: number
    candidates: Candidate[]
  }
}

const STAND_INS = new Set(['STREET_OFFICER', 'DISTRICT_OFFICER', 'CITY_OFFICER'])

/** Reads the dispatcher's explanation for this worker; null when somebody chose by hand. */
export function reasonsOf(explanation: unknown, workerId: number | null): Why | null {
  const choice = (explanation as Explanation | null)?.worker
  if (!choice || choice.chosen === null || choice.chosen !== workerId) return null
  const mine = choice.candidates?.find((each) => each.id === workerId)
  return {
    distanceMetres: mine?.placeKnown ? mine.distanceMetres : undefined,
    load: mine?.load,
    onDuty: choice.onDuty,
    onlyOne: choice.reason === 'ONLY_ONE',
    standIn: STAND_INS.has(choice.ring),
  }
}
