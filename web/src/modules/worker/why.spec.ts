import { describe, expect, it } from 'vitest'
import { reasonsOf } from './why'

const explanation = {
  unit: null,
  worker: {
    chosen: 17,
    ring: 'UNIT',
    reason: 'LOWEST_SCORE',
    onDuty: 4,
    metresPerTask: 500,
    candidates: [
      { id: 17, distanceMetres: 350, placeKnown: true, load: 2, verdict: 'CHOSEN' },
      { id: 18, distanceMetres: 900, placeKnown: true, load: 1, verdict: 'FARTHER' },
    ],
  },
}

describe('why me', () => {
  it('tells the figures of the one who was chosen', () => {
    expect(reasonsOf(explanation, 17)).toEqual({
      distanceMetres: 350, load: 2, onDuty: 4, onlyOne: false, standIn: false,
    })
  })

  it('says nothing when somebody else has the case by now, or chose by hand', () => {
    expect(reasonsOf(explanation, 18)).toBeNull()
    expect(reasonsOf(null, 17)).toBeNull()
    expect(reasonsOf({ unit: {} }, 17)).toBeNull()
  })

  it('does not tell a distance that was only assumed', () => {
    const assumed = structuredClone(explanation)
    assumed.worker.candidates[0]!.placeKnown = false
    expect(reasonsOf(assumed, 17)?.distanceMetres).toBeUndefined()
  })
})
