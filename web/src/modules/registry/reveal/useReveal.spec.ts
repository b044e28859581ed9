import { expect, test } from 'vitest'
import { clock, showing, type Reveal } from './useReveal'

const grant = (state: Reveal['state'], ...fields: string[]) =>
  ({ id: 1, state, objects: ['person:1'], fields }) as Reveal

test('only a grant that lasts and has all the fields shows them', () => {
  expect(showing([grant('LIVE', 'name', 'phone')], 'person:1', ['phone'])).toBeDefined()
  expect(showing([grant('APPROVED', 'phone')], 'person:1', ['phone'])).toBeDefined()
  expect(showing([grant('LIVE', 'name')], 'person:1', ['phone'])).toBeUndefined()
  expect(showing([grant('ENDED', 'phone')], 'person:1', ['phone'])).toBeUndefined()
  expect(showing([grant('LIVE', 'phone')], 'person:2', ['phone'])).toBeUndefined()
})

test('the time left is told in minutes and seconds', () => {
  expect(clock(600)).toBe('10:00')
  expect(clock(59.2)).toBe('1:00')
  expect(clock(5)).toBe('0:05')
  expect(clock(-3)).toBe('0:00')
})
