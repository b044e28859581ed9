import { expect, it } from 'vitest'
import { masked } from './masked'

it('hides the middle of numbers and phones', () => {
  expect(masked('319100199003070029')).toBe('319100••••••••••29')
  expect(masked('15400000001')).toBe('154••••0001')
  expect(masked('123')).toBe('123')
})
