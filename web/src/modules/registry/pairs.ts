/** Words in Chinese and English side by side. */
export type Pairs = { [key: string]: [string, string] | Pairs }

function half(pairs: Pairs, index: 0 | 1): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(pairs).map(([key, value]) => [
      key,
      Array.isArray(value) ? value[index] : half(value, index),
    ]),
  )
}

/** The pairs as what a messages.ts exports. */
export const halves = (pairs: Pairs) => ({ zh: half(pairs, 0), en: half(pairs, 1) })
