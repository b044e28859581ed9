import type { Duty } from '@/kernel/types'

// The server decides who may; these spare others a button that leads nowhere.

/** Who sees houses, doors and, masked, the people behind them. */
export const SEE_DOORS: Duty[] = ['STREET_OFFICER', 'COMMITTEE']
/** Who notes how a dwelling is lived in. */
export const NOTE_DOORS: Duty[] = ['COMMITTEE']
/** Who may ask to see people in full. */
export const REVEAL_PEOPLE: Duty[] = ['STREET_OFFICER', 'COMMITTEE']
/** Who links families. */
export const LINK_PEOPLE: Duty[] = ['STREET_OFFICER', 'COMMITTEE']
