import { describe, expect, it } from 'vitest'
import { grouped } from './grouped'

const kind = (code: string, nameZh: string, nameEn: string, majorZh: string, keywords: string[] = []) => ({
  code, nameZh, nameEn, majorZh, majorEn: '', kind: 'EVENT', keywords,
})
const classes = [
  kind('06010', '暴露垃圾', 'Exposed rubbish', '市容环境', ['垃圾', 'trash']),
  kind('09006', '占道经营', 'Trading on the road', '街面秩序'),
  kind('06013', '道路破损', 'Broken road', '市容环境'),
]

describe('the kinds to choose from', () => {
  it('stand in their groups', () => {
    expect(grouped(classes, '').map((g) => `${g.name} ${g.classes.length}`)).toEqual(['市容环境 2', '街面秩序 1'])
  })

  it('are found by name in either language, keyword and code', () => {
    for (const search of ['垃圾', 'RUBBISH', 'trash', '06010', 'exposed rub']) {
      expect(grouped(classes, search).flatMap((g) => g.classes.map((c) => c.code))).toEqual(['06010'])
    }
  })
})
