import { computed, ref, shallowRef, type Ref } from 'vue'
import type { Corner, Zone, ZoneKind } from '../cameraTypes'
import { crosses, insertCorner, LEAST, moveCorner, moveZone, removeCorner, removeZone, within } from './zones'

const MOST_UNDO = 100

/** The zones of a picture as somebody draws them: what is chosen, what is being drawn, and every step back. */
export function useZones(zones: Ref<Zone[]>) {
  const past = shallowRef<Zone[][]>([])
  const future = shallowRef<Zone[][]>([])
  const chosen = ref<number | null>(null)
  const corner = ref<number | null>(null)
  /** Corners of the zone that is being drawn; null while none is. */
  const drawn = shallowRef<Corner[] | null>(null)
  const kind = ref<ZoneKind>('NO_PARKING')

  function remember(): void {
    past.value = [...past.value.slice(1 - MOST_UNDO), zones.value]
    future.value = []
  }
  function change(after: Zone[]): void {
    remember()
    zones.value = after
    if (chosen.value !== null && !zones.value[chosen.value]) chosen.value = corner.value = null
  }
  const target = computed(() => (chosen.value === null ? null : (zones.value[chosen.value] ?? null)))
  const crossing = computed(() => zones.value.map((zone) => crosses(zone.corners)))

  return {
    chosen,
    corner,
    drawn,
    kind,
    target,
    crossing,
    mayUndo: computed(() => past.value.length > 0 || (drawn.value?.length ?? 0) > 0),
    mayRedo: computed(() => future.value.length > 0),
    choose(zone: number | null, at: number | null = null): void {
      chosen.value = zone
      corner.value = at
    },
    begin(): void {
      drawn.value = []
      chosen.value = corner.value = null
    },
    cancel(): void {
      drawn.value = null
    },
    add(x: number, y: number): void {
      if (drawn.value) drawn.value = [...drawn.value, within(x, y)]
    },
    /** Ends the drawing; false while it has too few corners or its edges cross. */
    close(name: string): boolean {
      const corners = drawn.value
      if (!corners || corners.length < LEAST || crosses(corners)) return false
      change([...zones.value, { kind: kind.value, name, corners }])
      drawn.value = null
      chosen.value = zones.value.length - 1
      return true
    },
    /** One drag is one step back: it is remembered when it begins. */
    grasp: remember,
    drag(x: number, y: number): void {
      if (chosen.value !== null && corner.value !== null) {
        zones.value = moveCorner(zones.value, chosen.value, corner.value, x, y)
      }
    },
    shift(dx: number, dy: number): void {
      if (chosen.value !== null) zones.value = moveZone(zones.value, chosen.value, dx, dy)
    },
    insert(zone: number, after: number, x: number, y: number): void {
      change(insertCorner(zones.value, zone, after, x, y))
      chosen.value = zone
      corner.value = after + 1
    },
    /** Moves what is chosen by keys: a corner, or the whole zone. */
    nudge(dx: number, dy: number): void {
      const zone = chosen.value
      if (zone === null) return
      const at = corner.value
      if (at === null) return change(moveZone(zones.value, zone, dx, dy))
      const [x, y] = zones.value[zone]!.corners[at]!
      change(moveCorner(zones.value, zone, at, x + dx, y + dy))
    },
    remove(): void {
      const zone = chosen.value
      if (zone === null) return
      const many = zones.value.length
      change(corner.value === null ? removeZone(zones.value, zone) : removeCorner(zones.value, zone, corner.value))
      corner.value = null
      if (zones.value.length < many) chosen.value = null
    },
    set(zone: number, part: Partial<Zone>): void {
      change(zones.value.map((each, i) => (i === zone ? { ...each, ...part } : each)))
    },
    undo(): void {
      if (drawn.value?.length) {
        drawn.value = drawn.value.slice(0, -1)
        return
      }
      const before = past.value.at(-1)
      if (!before) return
      past.value = past.value.slice(0, -1)
      future.value = [...future.value, zones.value]
      zones.value = before
      chosen.value = corner.value = null
    },
    redo(): void {
      const next = future.value.at(-1)
      if (!next) return
      future.value = future.value.slice(0, -1)
      past.value = [...past.value, zones.value]
      zones.value = next
    },
  }
}
export type UsedZones = ReturnType<typeof useZones>
