import type { Locale } from '@/kernel/i18n'

/** The server says in English why a row was not taken; these are the same reasons in Chinese. */
const REASONS: [RegExp, string][] = [
  [/must not be empty/, '不能为空'],
  [/whole number/, '要是整数'],
  [/must be a day/, '要是日期，例如 2026-11-24'],
  [/letter A to T/, '要是 GB/T 4754 的门类字母 A 到 T'],
  [/region of this city/, '本市没有这个区划代码'],
  [/or lat and lng must be given/, '区划代码和经纬度至少要有一样'],
  [/must lie in the city/, '坐标不在本市'],
  [/must lie in the region/, '坐标不在这个区划里，经纬度可能填反了'],
  [/between 1 and 200/, '要在 1 到 200 之间'],
  [/between -9 and 200/, '要在 -9 到 200 之间，没有 0 层'],
  [/not be in the future/, '不能晚于今天'],
  [/name of at most 100/, '姓名最多 100 个字'],
  [/date of birth in the citizen number/, '与证件号里的出生日期不符'],
  [/sex in the citizen number/, '与证件号里的性别不符'],
  [/must be 男 or 女/, '要写男或女'],
  [/door that is known/, '没有这一户，请先导入房屋'],
  [/17 digits and a check digit/, '证件号要 17 位数字加 1 位校验码'],
  [/citizen number .* wrong check/, '证件号校验码不对，可能录错了一位'],
  [/11 digits from 13 to 19/, '手机号要 11 位，13 到 19 开头'],
  [/must have 18 characters/, '信用代码要 18 位'],
  [/must not have .* at place/, '信用代码里有不会出现的字符，可能是 I、O、S、V、Z'],
  [/wrong check character/, '信用代码校验码不对，可能录错了一位'],
  [/^relation/, '与户主关系写法不认识'],
  [/^groups/, '没有这类人群'],
  [/^occupancy/, '居住情况要写自住、出租、空置或未知'],
]

/** Why a row was not taken, in the chosen language; reasons we have no words for stand as they are. */
export function reasonOf(rule: string, locale: Locale): string | null {
  if (locale !== 'zh') return null
  return REASONS.find(([pattern]) => pattern.test(rule))?.[1] ?? null
}
