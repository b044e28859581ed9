import { createI18n } from 'vue-i18n'
import { computed } from 'vue'

export type Locale = 'zh' | 'en'
type Messages = Record<string, unknown>

/**
 * Every folder under modules, and every part of such a module, may have a messages.ts with
 * `{ zh, en }`; the names of the folders are the prefix.
 */
const files = import.meta.glob<{ default: Record<Locale, Messages> }>(
  ['./messages.ts', '../modules/*/messages.ts', '../modules/*/*/messages.ts'],
  { eager: true },
)

function collect(locale: Locale): Messages {
  const all: Messages = {}
  for (const [path, file] of Object.entries(files)) {
    const [name, part] = /modules\/(.+)\/messages/.exec(path)?.[1]?.split('/') ?? ['kernel']
    const words = part ? { [part]: file.default[locale] } : file.default[locale]
    all[name!] = { ...(all[name!] as Messages), ...words }
  }
  return all
}

function preferred(): Locale {
  const saved = localStorage.getItem('yiwang.locale')
  if (saved === 'zh' || saved === 'en') return saved
  return navigator.language && !navigator.language.startsWith('zh') ? 'en' : 'zh'
}

export const i18n = createI18n({
  legacy: false,
  locale: preferred(),
  fallbackLocale: 'en',
  messages: { zh: collect('zh'), en: collect('en') } as Record<Locale, Record<string, never>>,
})

export function setLocale(locale: Locale) {
  i18n.global.locale.value = locale
  localStorage.setItem('yiwang.locale', locale)
  document.documentElement.lang = locale === 'zh' ? 'zh-CN' : 'en'
}

export const locale = computed(() => i18n.global.locale.value as Locale)

/** Picks `<name>Zh` or `<name>En` of a row by the chosen language, falling back to the other. */
export function named(row: object | null | undefined, name: string): string {
  if (!row) return ''
  const values = row as Record<string, unknown>
  const zh = values[`${name}Zh`] as string | null | undefined
  const en = values[`${name}En`] as string | null | undefined
  return (locale.value === 'zh' ? zh || en : en || zh) ?? ''
}
