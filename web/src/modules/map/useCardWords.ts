import { useI18n } from 'vue-i18n'
import { locale } from '@/kernel/i18n'

/** Names of what travels as words: states, networks, materials, keys of details. */
export function useCardWords() {
  const { t, te } = useI18n()
  const word = (group: string, key: string) => (te(`map.${group}.${key}`) ? t(`map.${group}.${key}`) : key)
  const list = (words: readonly string[]) => words.join(locale.value === 'zh' ? '、' : ', ')
  return {
    word,
    list,
    networkNames: (networks: readonly string[]) => list(networks.map((one) => word('network.of', one))),
  }
}
