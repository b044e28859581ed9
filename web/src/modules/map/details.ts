/** The free facts of a component as one line each; what only ties pipes together is left out. */
const TIES = new Set(['from', 'to', 'building', 'region'])
const UNITS: Record<string, string> = { diameter: 'mm', litres: 'L', depth: 'm', height: 'm' }

export interface Fact {
  key: string
  value: string
}

function words(key: string, value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  if (Array.isArray(value)) {
    const parts = value.map((part) => (typeof part === 'number' ? part.toFixed(2).replace(/\.?0+$/, '') : String(part)))
    return parts.length ? `${parts.join(' → ')}${UNITS[key] ? ` ${UNITS[key]}` : ''}` : null
  }
  if (typeof value === 'object') return JSON.stringify(value)
  return `${String(value)}${UNITS[key] && typeof value === 'number' ? ` ${UNITS[key]}` : ''}`
}

export function factsOf(details: Record<string, unknown> | null | undefined): Fact[] {
  return Object.entries(details ?? {})
    .filter(([key]) => !TIES.has(key))
    .map(([key, value]) => ({ key, value: words(key, value) }))
    .filter((fact): fact is Fact => fact.value !== null)
}
