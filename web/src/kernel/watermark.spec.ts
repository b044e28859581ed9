import { expect, test } from 'vitest'
import { tile } from './watermark'

test('a name cannot leave its watermark', () => {
  const image = decodeURIComponent(tile(`</text><script>'"& 2026-11-24 09:00`))
  expect(image).not.toContain('<script')
  expect(image).toContain('2026-11-24 09:00')
})

test('a tile can stand in a style', () => {
  expect(tile(`张三 "zhang" O'Neil 09:00`)).not.toMatch(/["'\\\s]/)
})
