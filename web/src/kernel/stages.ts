import type { DueState, Stage } from './types'
import type { Theme } from './theme'

/** One outline per stage on a 24 × 24 field, so that stages differ by shape as well as by colour. */
export const stageShapes: Record<Stage, string> = {
  REPORT: 'M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z',
  FILE: 'M12 1.8L22.2 12L12 22.2L1.8 12z',
  DISPATCH: 'M12 2.6L22.4 20.6H1.6z',
  HANDLE: 'M3.6 3.6h16.8v16.8H3.6z',
  FEEDBACK: 'M7 3h10l5 9l-5 9H7l-5-9z',
  CLOSE: 'M9.6 20.6L2.4 13.4l2.8-2.8l4.4 4.4L18.8 5.8l2.8 2.8z',
}

/** The colours of the theme for canvases, which cannot read CSS variables. */
export const stageColours: Record<Theme, Record<Stage, string>> = {
  dark: {
    REPORT: '#5db8f0',
    FILE: '#ece04a',
    DISPATCH: '#f0a032',
    HANDLE: '#22c08e',
    FEEDBACK: '#e08cbb',
    CLOSE: '#8fa0b0',
  },
  light: {
    REPORT: '#2e7fb8',
    FILE: '#8a7a00',
    DISPATCH: '#c07400',
    HANDLE: '#007f5c',
    FEEDBACK: '#a8508a',
    CLOSE: '#6b7a88',
  },
}

export const stageVariable = (stage: Stage) => `var(--stage-${stage.toLowerCase()})`

/** Only what is late or about to be late is coloured; the rest stays quiet. */
export const dueVariable: Record<DueState, string> = {
  NONE: 'var(--text-3)',
  ON_TIME: 'var(--text-2)',
  DUE_SOON: 'var(--warn)',
  OVERDUE: 'var(--bad)',
  PAUSED: 'var(--text-3)',
  DONE: 'var(--text-3)',
}
