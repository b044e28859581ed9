import type { Step } from './steps'

/** The reasons to choose from, by step; the keys of the words in messages.ts. */
export const REASONS: Partial<Record<Step, { words: string; keys: readonly string[] }>> = {
  CANNOT: {
    words: 'worker.cannotReasons',
    keys: ['notMine', 'notFound', 'needsEquipment', 'unsafe', 'blocked', 'other'],
  },
  CHECK_FAIL: {
    words: 'worker.checkFailReasons',
    keys: ['notMended', 'partly', 'dirty', 'wrongPlace', 'other'],
  },
}

/** What a step carries besides its name. */
export interface StepAnswer {
  reason?: string
  note?: string
  photos: { name: 'BEFORE' | 'AFTER' | 'CHECK'; blob: Blob }[]
}

/** Steps that ask for something before they are taken. */
export const ASKS = new Set<Step>(['ARRIVE', 'FINISH', 'CANNOT', 'CHECK_PASS', 'CHECK_FAIL'])
