import { describe, expect, it } from 'vitest'
import type { Parcel } from '../phone/parcels'
import { isWithdrawn, waitingOf } from './surveyPost'

const parcel = (part: Partial<Parcel>): Parcel => ({
  key: 'k',
  lane: 'survey:new:1',
  kind: 'survey',
  seq: 1,
  createdAt: 1,
  path: '/api/map/survey/proposals',
  body: { kind: 'NEW' },
  photos: [],
  label: '路灯',
  attempts: 0,
  notBefore: 0,
  ...part,
})

describe('what waits on the phone', () => {
  it('is shown, the newest first, and nothing of other pages', () => {
    const parcels = [
      parcel({ key: 'a' }),
      parcel({ key: 'b', kind: 'visit' }),
      parcel({ key: 'c', path: '/api/map/survey/proposals/7/withdrawal' }),
      parcel({ key: 'd', body: { kind: 'GONE' } }),
    ]
    expect(waitingOf(parcels).map((each) => `${each.key} ${each.kind}`)).toEqual(['d GONE', 'a NEW'])
  })

  it('knows what is being withdrawn, unless that was refused', () => {
    const withdrawing = parcel({ lane: 'survey:7' })
    expect(isWithdrawn(7, [withdrawing])).toBe(true)
    expect(isWithdrawn(8, [withdrawing])).toBe(false)
    const refusal = { type: 'proposal-decided', title: '', detail: '', status: 409, at: 1 }
    expect(isWithdrawn(7, [parcel({ lane: 'survey:7', refusal })])).toBe(false)
  })
})
