/** How many identifiers one division has: five digits of class and six of sequence. */
const SEQUENCE_DIGITS = 11

/** Class of an identifier as the catalogue writes it, `01037`. */
export const classOf = (id: string) => id.slice(6, 11)

export const classNumber = (code: string) => Number(code)

export const classCode = (number: number) => String(number).padStart(5, '0')

/**
 * Identifier of what a tile shows: the tile's feature number is too short for a division, which
 * stands beside it as `d`.
 */
export function identifierOf(feature: { id?: string | number; properties?: Record<string, unknown> | null }) {
  const division = Number(feature.properties?.d)
  const rest = Number(feature.id)
  if (!Number.isInteger(division) || !Number.isInteger(rest)) return null
  return String(division).padStart(6, '0') + String(rest).padStart(SEQUENCE_DIGITS, '0')
}

/** An identifier in its parts, `310101 01037 000042`, for reading aloud. */
export const spelled = (id: string) => `${id.slice(0, 6)} ${id.slice(6, 11)} ${id.slice(11)}`
