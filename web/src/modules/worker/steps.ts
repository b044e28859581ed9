/** The steps a worker or a checker takes on a phone, in the words of the case's actions. */
export const STEPS = ['ACCEPT', 'ARRIVE', 'FINISH', 'CANNOT', 'CHECK_PASS', 'CHECK_FAIL'] as const
export type Step = (typeof STEPS)[number]

/** What may follow a step that the server has not heard of yet. */
const AFTER: Record<Step, readonly Step[]> = {
  ACCEPT: ['ARRIVE', 'FINISH', 'CANNOT'],
  ARRIVE: ['FINISH', 'CANNOT'],
  FINISH: [],
  CANNOT: [],
  CHECK_PASS: [],
  CHECK_FAIL: [],
}

/** The steps to offer: what the server allows, moved on by the steps that wait on this phone. */
export function nextSteps(allowed: readonly string[], waiting: readonly string[]): Step[] {
  const last = waiting.filter(isStep).at(-1)
  return last ? [...AFTER[last]] : STEPS.filter((step) => allowed.includes(step))
}

export function isStep(action: string): action is Step {
  return (STEPS as readonly string[]).includes(action)
}

const BEFORE_WORK = new Set(['DISPATCHED', 'PENDING_HANDLE'])
const IN_WORK = new Set(['HANDLING', 'SUSPENDED', 'CHECK_NOT_PASS'])
/** After these, work begins again: what was done before no longer counts. */
const BEGINS_AGAIN = new Set([
  'CHECK_FAIL', 'REJECT', 'REWORK', 'REOPEN', 'ASSIGN', 'DISPATCH', 'CANNOT', 'RETURN',
])

/** How far the work on the spot is: 0 given, 1 accepted, 2 arrived, 3 mended. */
export function progress(
  state: string,
  history: readonly string[],
  waiting: readonly string[],
): 0 | 1 | 2 | 3 {
  const from = history.findLastIndex((action) => BEGINS_AGAIN.has(action)) + 1
  const done = [...history.slice(from), ...waiting]
  if (waiting.includes('FINISH')) return 3
  if (!BEFORE_WORK.has(state) && !IN_WORK.has(state)) return 3
  if (done.includes('ARRIVE')) return 2
  return IN_WORK.has(state) || done.includes('ACCEPT') ? 1 : 0
}
