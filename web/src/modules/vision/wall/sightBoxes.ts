import { percent } from '../percent'
import type { Sight } from '../cameraTypes'
import type { SeenBox } from '../types'

/**
 * The boxes of a sight in pixels with their names; what is no matter has the word for its label, or no name where there is
 * no room for many.
 */
export function boxesOf(sight: Sight | undefined, nameOf: (classCode: string) => string, wordOf?: (label: string) => string): SeenBox[] {
  if (!sight) return []
  return sight.boxes.map(({ x, y, width, height, label, classCode, confidence }) => ({
    x: x * sight.width,
    y: y * sight.height,
    width: width * sight.width,
    height: height * sight.height,
    label: named(classCode ? nameOf(classCode) || label : wordOf?.(label), confidence),
    matter: classCode !== null,
  }))
}

const named = (name: string | undefined, confidence: number) => (name ? `${name} ${percent(confidence)}` : '')

/** How many of them are matters. */
export const mattersOf = (sight: Sight | undefined): number => sight?.boxes.filter((each) => each.classCode !== null).length ?? 0
