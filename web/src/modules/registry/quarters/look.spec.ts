import { describe, expect, it } from 'vitest'
import { lookOf, queryOf } from './look'

describe('look', () => {
  it('is empty in the address when everything is as usual', () => {
    expect(queryOf(lookOf({}))).toEqual({})
  })

  it('comes back from the address as it went in', () => {
    const query = { measure: 'VACANT', by: 'share', region: '310105002', quarter: '4', sort: 'name' }
    expect(queryOf(lookOf(query))).toEqual(query)
    expect(lookOf({ by: 'share', sort: '-count' })).toMatchObject({ sort: 'count', descending: true })
  })

  it('takes nonsense for nothing', () => {
    expect(lookOf({ quarter: 'x', sort: 'shoes', by: 'size' })).toEqual(lookOf({}))
  })
})
