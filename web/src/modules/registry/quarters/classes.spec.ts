import { describe, expect, it } from 'vitest'
import { classesOf, classText, colourOf, withheldColour } from './classes'

const ranges = (values: (number | null)[]) =>
  classesOf(values, 'light').map((one) => classText(one, 'count'))

describe('classes', () => {
  it('have about as many quarters each, and one for none', () => {
    expect(ranges([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1000])).toEqual(['0', '1–2', '3–4', '5–6', '7–8', '9–1,000'])
  })

  it('are as few as there are values', () => {
    expect(ranges([12, 12, 40, null])).toEqual(['12', '40'])
    expect(ranges([null])).toEqual([])
  })

  it('are redder for more, and grey for what is withheld', () => {
    const classes = classesOf([0, 5, 50], 'light')
    expect(colourOf(0, classes, 'light')).toBe('#dbe3ea')
    expect(colourOf(5, classes, 'light')).toBe('#fcd9c8')
    expect(colourOf(50, classes, 'light')).toBe('#9c1c1f')
    expect(colourOf(null, classes, 'light')).toBe(withheldColour.light)
  })

  it('tell shares in percent', () => {
    expect(classText({ from: 0.012, to: 0.25, colour: '' }, 'share')).toBe('1.2%–25.0%')
  })
})
