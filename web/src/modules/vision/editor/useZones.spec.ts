import { describe, expect, it } from 'vitest'
import { ref } from 'vue'
import type { Zone } from '../cameraTypes'
import { useZones } from './useZones'

function drawn() {
  const zones = ref<Zone[]>([])
  const used = useZones(zones)
  used.begin()
  for (const [x, y] of [
    [0.1, 0.1],
    [0.9, 0.1],
    [0.9, 0.9],
    [0.1, 0.9],
  ]) {
    used.add(x!, y!)
  }
  return { zones, used }
}

describe('drawing zones', () => {
  it('closes a polygon of three and more corners whose edges do not cross', () => {
    const { zones, used } = drawn()
    expect(used.close('a')).toBe(true)
    expect(zones.value[0]!.corners).toHaveLength(4)
    used.begin()
    used.add(0.1, 0.1)
    used.add(0.2, 0.2)
    expect(used.close('b')).toBe(false)
    used.cancel()
    expect(zones.value).toHaveLength(1)
  })
  it('takes a step back at a time, corner by corner while drawing', () => {
    const { zones, used } = drawn()
    used.undo()
    expect(used.drawn.value).toHaveLength(3)
    used.close('a')
    used.choose(0, 0)
    used.nudge(0.1, 0)
    expect(zones.value[0]!.corners[0]).toEqual([0.2, 0.1])
    used.undo()
    expect(zones.value[0]!.corners[0]).toEqual([0.1, 0.1])
    used.undo()
    expect(zones.value).toHaveLength(0)
    used.redo()
    used.redo()
    expect(zones.value[0]!.corners[0]).toEqual([0.2, 0.1])
  })
  it('makes one step of a whole drag', () => {
    const { zones, used } = drawn()
    used.close('a')
    used.choose(0, 2)
    used.grasp()
    used.drag(0.7, 0.7)
    used.drag(0.6, 0.6)
    expect(zones.value[0]!.corners[2]).toEqual([0.6, 0.6])
    used.undo()
    expect(zones.value[0]!.corners[2]).toEqual([0.9, 0.9])
  })
  it('removes a corner, then the zone', () => {
    const { zones, used } = drawn()
    used.close('a')
    used.choose(0, 3)
    used.remove()
    expect(zones.value[0]!.corners).toHaveLength(3)
    expect(used.chosen.value).toBe(0)
    used.remove()
    expect(zones.value).toHaveLength(0)
    expect(used.chosen.value).toBeNull()
  })
})
