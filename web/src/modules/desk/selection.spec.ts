import { describe, expect, it } from 'vitest'
import { toggled } from './selection'

describe('toggled', () => {
  const ids = [1, 2, 3, 4, 5]

  it('flips one row', () => {
    expect([...toggled(new Set([2]), ids, 3)]).toEqual([2, 3])
    expect([...toggled(new Set([2]), ids, 2)]).toEqual([])
  })

  it('takes or leaves all rows from the one clicked before, up or down', () => {
    expect([...toggled(new Set([4]), ids, 2, 4)].sort()).toEqual([2, 3, 4])
    expect([...toggled(new Set(ids), ids, 4, 2)]).toEqual([1, 5])
  })

  it('flips only the row when the one before has left the page', () => {
    expect([...toggled(new Set(), ids, 3, 99)]).toEqual([3])
  })
})
