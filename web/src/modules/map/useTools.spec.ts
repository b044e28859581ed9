import { describe, expect, it, vi } from 'vitest'
import { useTools } from './useTools'

describe('the tools of the map', () => {
  it('gives the pointer to one tool at a time and takes it back', () => {
    const { tool, press } = useTools({})
    press('measure')
    press('burst')
    expect(tool.value).toBe('burst')
    press('burst')
    expect(tool.value).toBeNull()
  })

  it('closes from the top down', () => {
    const { tool, shelf, press, escape } = useTools({})
    press('within')
    press('layers')
    expect(escape()).toBe(true)
    expect([tool.value, shelf.value]).toEqual(['within', null])
    expect(escape()).toBe(true)
    expect(escape()).toBe(false)
  })

  it('flips what is only on or off', () => {
    const under = vi.fn()
    useTools({ under }).press('under')
    expect(under).toHaveBeenCalledOnce()
  })
})
