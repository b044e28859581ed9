import { percent } from '../percent'
import type { Sight } from '../cameraTypes'
import type { SeenBox } from '../types'

type Box = Sight['boxes'][number]
/** Whether it has stood there long enough to be a matter. */
const isMatter = (box: Box) => box.classCode !== null && box.proven

/**
 * The boxes of a sight in pixels with their names; what is no matter, or not yet, has its name only where there is room and
 * somebody says the word for its label.
 */
export function boxesOf(sight: Sight | undefined, nameOf: (classCode: string) => string, wordOf?: (label: string) => string): SeenBox[] {
  if (!sight) return []
  return sight.boxes.map((box) => ({
    x: box.x * sight.width,
    y: box.y * sight.height,
    width: box.width * sight.width,
    height: box.height * sight.height,
    label: isMatter(box) || wordOf ? `${(box.classCode && nameOf(box.classCode)) || wordOf?.(box.label) || box.label} ${percent(box.confidence)}` : '',
    matter: isMatter(box),
  }))
}

/** How many of them are matters. */
export const mattersOf = (sight: Sight | undefined): number => sight?.boxes.filter(isMatter).length ?? 0
