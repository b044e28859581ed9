import { describe, expect, it } from 'vitest'
import { deskOf } from './deskOf'

describe('deskOf', () => {
  it('lists what a figure counts, where the wall looks', () => {
    expect(deskOf('overdue', ['310105', '310105002'])).toEqual({
      path: '/desk',
      query: { due: 'OVERDUE', sort: 'dueAt', district: '310105', street: '310105002' },
    })
    expect(deskOf('inHand', [])?.query).toEqual({ stage: 'REPORT,FILE,DISPATCH,HANDLE,FEEDBACK' })
  })

  it('offers no list for what no filter can say', () => {
    expect(deskOf('closedToday', [])).toBeNull()
  })
})
