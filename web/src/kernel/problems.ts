import { Problem } from './http'
import { i18n, locale } from './i18n'

/** The library's own types unfold every message, which is too deep for the compiler. */
const words = i18n.global as unknown as {
  t: (key: string) => string
  te: (key: string, locale: string) => boolean
}

/** A proxy answers in place of a server that does not. */
const BEHIND_A_PROXY = [502, 503, 504]

/**
 * What went wrong, in the chosen language. The server tells it in English and more precisely; where
 * we have no words of our own for a kind of problem, its words stand.
 */
export function problemText(failure: unknown): string {
  const { t, te } = words
  if (!(failure instanceof Problem)) return t('kernel.failed')
  if (failure.unreachable || BEHIND_A_PROXY.includes(failure.status)) return t('kernel.unreachable')
  const key = `kernel.problem.${failure.type}`
  if (locale.value !== 'en' && te(key, locale.value)) return t(key)
  return [failure.message, failure.advice].filter(Boolean).join(' ')
}
