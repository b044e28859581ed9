import type { Locale } from '@/kernel/i18n'

/** The server says in English why a row was not taken; these are the same reasons in Chinese. */
const REASONS: [RegExp, string][] = [
  [/^code .* must be given/, '没有设备编号'],
  [/^code .* must be 1 to 64/, '设备编号只能用字母、数字、点、横线、下划线，最多 64 个'],
  [/^model .* must be given/, '没有设备型号'],
  [/no device model/, '没有这个设备型号'],
  [/lies outside the city/, '坐标不在本市，经纬度可能填反了'],
  [/which is not yours/, '坐标不在您的辖区'],
  [/^lat .* must be given|^lng .* must be given/, '没有坐标，也没有部件'],
  [/no place on Earth/, '坐标超出范围'],
  [/must have 17 digits/, '部件标识码要 17 位数字'],
  [/is not on the map/, '地图上没有这个部件'],
  [/^owner .* is no unit/, '没有这个单位'],
  [/must be a day/, '校准日期写成 2026-03-01 的样子'],
  [/must be a number/, '坐标要是数字'],
  [/^secret/, '密钥至少 20 个字符'],
]

/** Why a row was not taken, in the chosen language; reasons we have no words for stand as they are. */
export function reasonOf(reason: string, locale: Locale): string | null {
  if (locale !== 'zh') return null
  return REASONS.find(([pattern]) => pattern.test(reason))?.[1] ?? null
}
