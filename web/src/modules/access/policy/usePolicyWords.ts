import { useI18n } from 'vue-i18n'
import { kindOf, maskOf } from './glyphs'

/** The words of classes, fields and treatments; a city's own class has none and keeps its name. */
export function usePolicyWords() {
  const { t, te } = useI18n()
  const word = (kind: string, name: string) =>
    te(`access.policy.${kind}.${name}`) ? t(`access.policy.${kind}.${name}`) : name
  const mask = (shown: string) => word('masks', maskOf(shown))
  return {
    dataClass: (name: string) => word('classes', name),
    field: (name: string) => word('fields', name),
    mask,
    /** Such as "Masked (phone)". */
    shown: (shown: string) =>
      t(`access.policy.kinds.${kindOf(shown)}`) + (maskOf(shown) ? ` (${mask(shown)})` : ''),
  }
}
