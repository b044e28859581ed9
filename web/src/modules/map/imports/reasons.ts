import type { Locale } from '@/kernel/i18n'

/** The server says in English why a row was not taken; these are the same reasons in Chinese. */
const REASONS: [RegExp, (found: RegExpExecArray) => string][] = [
  [/^must not be empty/, () => '不能为空'],
  [/^must lie in the city/, () => '不在本市范围内，经纬度可能填反了'],
  [/^lies outside of the region of/, () => '不在导入人的辖区内'],
  [/^lies outside of (.+)\./, (f) => `超出坐标系 ${f[1]} 的范围，坐标系可能不对`],
  [/^must be a number/, () => '要是数字'],
  [/^is in row (\d+) already/, (f) => `编号与第 ${f[1]} 行重复`],
  [/^is the place of row (\d+)/, (f) => `位置与第 ${f[1]} 行相同`],
  [/^is the component of row (\d+) already/, (f) => `与第 ${f[1]} 行是同一个部件`],
  [/^has (\d+) cells under (\d+) columns/, (f) => `有 ${f[1]} 格，表头只有 ${f[2]} 列，可能有逗号没加引号`],
  [/^is not in the table of values/, () => '映射的取值表里没有这个值'],
  [/^is no class of the catalogue/, () => '部件目录里没有这个类别'],
  [/^must have five digits/, () => '类别代码要五位数字'],
  [/^must have 17 digits/, () => '标识码要 17 位（旧版 16 位），可能被表格软件改过'],
  [/^is another than in the identifier/, () => '与标识码里的类别不符'],
  [/^is another than of component (\d+)/, (f) => `与已有部件 ${f[1]} 的类别不符`],
  [/^is no day or time/, () => '日期写法不认识'],
  [/^must not be in the future/, () => '不能晚于现在'],
  [/^must be one of/, () => '取值不认识，映射可能缺对照表'],
  [/^must be well-known text/, () => '不是 WKT 几何'],
  [/^must be GeoJSON|^must be JSON/, () => '不是有效的 JSON'],
  [/^must be a shape of GeoJSON|^must have positions/, () => '几何写法不对'],
  [/^is no valid shape/, () => '图形无效，边界可能自相交'],
  [/^must be a (point|line|area) for this class/, (f) =>
    `这个类别要${{ point: '点', line: '线', area: '面' }[f[1] as 'point'] ?? ''}状几何`],
  [/^is guarded/, () => '受保护图层，您的职责不能改'],
  [/^is marked as deleted/, () => '在表里已标记删除'],
  [/^is a damaged/, () => '记录损坏'],
]

/** Why a row was not taken, in the chosen language; reasons we have no words for stand as they are. */
export function reasonOf(rule: string, locale: Locale): string | null {
  if (locale !== 'zh') return null
  for (const [pattern, words] of REASONS) {
    const found = pattern.exec(rule)
    if (found) return words(found)
  }
  return null
}
