import { describe, expect, it } from 'vitest'
import { asPlan, sayPlan } from './reorganisations'

describe('a plan', () => {
  it('is sent without blanks and without what was not given', () => {
    const plan = asPlan('REGION', 'SPLIT', ['1'], [{ code: ' 1 ', nameZh: '' }, { code: '2', children: [], classes: ['06'] }])
    expect(JSON.parse(JSON.stringify(plan))).toEqual({
      subject: 'REGION',
      kind: 'SPLIT',
      codes: ['1'],
      into: [{ code: '1' }, { code: '2', classes: ['06'] }],
    })
  })

  it('is said in one line', () => {
    expect(sayPlan(asPlan('REGION', 'MERGE', ['1', '2'], [{ code: '3', nameZh: '海街' }]))).toBe('1 + 2 → 海街 3')
    expect(sayPlan(asPlan('UNIT', 'MOVE', ['a'], [{ parent: 'b' }]))).toBe('a → b')
  })
})
