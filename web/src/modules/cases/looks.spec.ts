import { describe, expect, it } from 'vitest'
import { roundsOf, sentBack, type SecondLook } from './looks'

const look = (part: Partial<SecondLook>): SecondLook => ({
  round: 1,
  source: 'camera-1',
  state: 'ANSWERED',
  mendedAt: '2026-11-24T02:30:00Z',
  lookAt: '2026-11-24T02:31:00Z',
  outcome: null,
  before: [],
  after: [],
  verdict: null,
  at: null,
  model: null,
  version: null,
  confidence: null,
  reason: null,
  ...part,
})

describe('looks', () => {
  it('come in rounds, the latest first, those with a picture before the others', () => {
    const rounds = roundsOf([
      look({ round: 3, source: 'camera-1', outcome: 'REWORK' }),
      look({ round: 7, source: 'camera-1' }),
      look({ round: 7, source: 'camera-2', after: ['/now'] }),
    ])
    expect(rounds.map((one) => [one.round, one.looks.map((each) => each.source)])).toEqual([
      [7, ['camera-2', 'camera-1']],
      [3, ['camera-1']],
    ])
  })

  it('send the worker back only by the latest round', () => {
    const still = look({ outcome: 'REWORK', verdict: 'STILL_THERE', reason: 'a bag' })
    expect(sentBack([still])?.reason).toBe('a bag')
    expect(sentBack([still, look({ round: 2, outcome: null })])).toBeUndefined()
    expect(sentBack([])).toBeUndefined()
  })
})
