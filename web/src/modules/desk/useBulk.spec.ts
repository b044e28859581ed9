import { describe, expect, it } from 'vitest'
import { setLocale } from '@/kernel/i18n'
import { bulkRow } from './useBulk'

describe('bulkRow', () => {
  it('tells what was done from what was refused and why', () => {
    setLocale('zh')
    expect(bulkRow({ id: 1, done: true, problem: null, detail: null })).toEqual({
      id: 1,
      ok: true,
      text: '',
    })
    expect(bulkRow({ id: 2, done: false, problem: 'illegal-transition', detail: 'CLOSE …' })).toEqual({
      id: 2,
      ok: false,
      text: '案件现在的状态不能这样办理',
    })
  })
})
