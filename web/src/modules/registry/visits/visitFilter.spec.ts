import { describe, expect, it } from 'vitest'
import { filterOf, queryOf, requestOf } from './visitFilter'

describe('the filter of visits', () => {
  it('lives in the address and comes back from it', () => {
    const query = { tab: 'done', quarter: '12', group: 'ELDERLY', result: 'NOT_HOME', round: '3', page: '2' }
    expect(queryOf(filterOf(query))).toEqual(query)
    expect(queryOf(filterOf({ tab: 'shoes', result: 'shoes', quarter: 'x' }))).toEqual({})
  })

  it('asks for a due only of open visits and for a result only of ended ones', () => {
    expect(requestOf(filterOf({ tab: 'overdue', result: 'MET' }))).toMatchObject({
      state: 'OPEN',
      due: 'OVERDUE',
      result: '',
    })
    expect(requestOf(filterOf({ tab: 'done', result: 'MET' }))).toMatchObject({
      state: 'DONE',
      due: '',
      result: 'MET',
    })
  })
})
