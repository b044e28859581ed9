import { describe, expect, it } from 'vitest'
import { closeUp, swipeOf } from './closeUp'

const at = (x: number, y: number, width: number, height: number) =>
  closeUp({ box: { x, y, width, height }, width: 640, height: 360 })

describe('the close-up', () => {
  it('has the box in its middle, with room round it, four to three', () => {
    expect(at(300, 170, 40, 20)).toBe('276 147 88 66')
  })
  it('stays inside the picture', () => {
    expect(at(0, 0, 40, 30)).toBe('0 0 88 66')
    expect(at(600, 330, 40, 30)).toBe('552 294 88 66')
  })
  it('shows no less than an eighth and no more than the whole', () => {
    expect(at(300, 170, 4, 4)).toBe('262 142 80 60')
    expect(at(10, 10, 600, 340)).toBe('0 0 640 360')
  })
})

describe('a swipe', () => {
  it('decides when it goes far across', () => {
    expect(swipeOf(120, 20)).toBe('CONFIRM')
    expect(swipeOf(-120, 20)).toBe('REJECT')
    expect(swipeOf(60, 0)).toBeNull()
    expect(swipeOf(120, 100)).toBeNull()
  })
})
