import type { Candidate } from '../types'
import type { Verdict } from './useQueue'

/** A swipe decides when it goes so far, and more across than down. */
const FAR = 90

/** The part of the picture round the box, of 4 to 3, inside the picture: the viewBox of an SVG. */
export function closeUp({ box, width, height }: Pick<Candidate, 'box' | 'width' | 'height'>): string {
  const wide = Math.min(width, Math.max(box.width * 2.2, (box.height * 2.2 * 4) / 3, width / 8))
  const high = Math.min(height, (wide * 3) / 4)
  const within = (middle: number, size: number, all: number) => Math.min(Math.max(0, middle - size / 2), all - size)
  const x = within(box.x + box.width / 2, wide, width)
  const y = within(box.y + box.height / 2, high, height)
  return [x, y, wide, high].map((each) => Math.round(each * 10) / 10).join(' ')
}

export function swipeOf(across: number, down: number): Verdict | null {
  if (Math.abs(across) < FAR || Math.abs(down) > Math.abs(across) / 2) return null
  return across > 0 ? 'CONFIRM' : 'REJECT'
}
