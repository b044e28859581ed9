import { describe, expect, it } from 'vitest'
import { factsOf } from './details'

describe('the facts of a component', () => {
  it('are one line each, with their units', () => {
    const facts = factsOf({ from: '1', to: '2', diameter: 300, material: 'PE', depth: [1.2, 1.456], open: true, note: '' })
    expect(facts).toEqual([
      { key: 'diameter', value: '300 mm' },
      { key: 'material', value: 'PE' },
      { key: 'depth', value: '1.2 → 1.46 m' },
      { key: 'open', value: 'true' },
    ])
  })

  it('are none where nothing is known', () => {
    expect(factsOf(null)).toEqual([])
    expect(factsOf({ depth: [] })).toEqual([])
  })
})
