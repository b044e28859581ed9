import { computed, ref, shallowRef } from 'vue'
import { refDebounced } from '../report/refDebounced'
import { imported, nextCodes } from './geojson'
import { cornersOf, insertCorner, moveCorner, placeFor, removeCorner, type Corner } from './topology'
import type { Drawing, Fault, Grid, Polygon, Position, Step } from './types'

/** Corners nearer than that become one. */
const SNAP_M = 1.5
const MOST_UNDO = 100

/** A drawing as somebody makes it: every step can be undone, and after each the server says what is wrong. */
export function useDrawing(
  border: () => Polygon | null,
  neighbourhood: () => string,
  check: (grids: readonly Grid[], step?: Step) => Promise<Drawing>,
) {
  const grids = shallowRef<Grid[]>([])
  const faults = shallowRef<Fault[]>([])
  const holds = ref(false)
  const past = shallowRef<Grid[][]>([])
  const future = shallowRef<Grid[][]>([])
  const editing = ref(false)
  const dirty = ref(false)
  const checking = ref(false)
  const corners = computed(() => (border() ? cornersOf(grids.value, border()!) : []))
  let asked = 0

  async function look(step?: Step): Promise<void> {
    const mine = ++asked
    checking.value = true
    try {
      const seen = await check(grids.value, step)
      if (mine !== asked) return
      // What the server answers has common borders; it is what goes on.
      grids.value = seen.grids
      faults.value = seen.faults
      holds.value = seen.holds
    } finally {
      if (mine === asked) checking.value = false
    }
  }
  function remember(): void {
    past.value = [...past.value.slice(-MOST_UNDO), grids.value]
    future.value = []
    dirty.value = true
  }
  async function change(after: Grid[]): Promise<void> {
    remember()
    grids.value = after
    await look()
  }
  return {
    grids,
    faults,
    holds,
    editing,
    dirty,
    checking: refDebounced(checking, 150),
    corners,
    mayUndo: computed(() => past.value.length > 0),
    mayRedo: computed(() => future.value.length > 0),
    async begin(on: readonly Grid[]): Promise<void> {
      grids.value = [...on]
      past.value = []
      future.value = []
      dirty.value = false
      editing.value = true
      await look()
    },
    end(): void {
      asked++
      editing.value = false
      faults.value = []
    },
    async step(step: Step): Promise<void> {
      const before = grids.value
      await look(step)
      past.value = [...past.value.slice(-MOST_UNDO), before]
      future.value = []
      dirty.value = true
    },
    async undo(): Promise<void> {
      const before = past.value.at(-1)
      if (!before) return
      past.value = past.value.slice(0, -1)
      future.value = [...future.value, grids.value]
      grids.value = before
      dirty.value = true
      await look()
    },
    async redo(): Promise<void> {
      const next = future.value.at(-1)
      if (!next) return
      future.value = future.value.slice(0, -1)
      past.value = [...past.value, grids.value]
      grids.value = next
      dirty.value = true
      await look()
    },
    place: (corner: Corner, to: Position): Position =>
      placeFor(corner, to, corners.value, border()!, SNAP_M),
    move: (corner: Corner, to: Position) =>
      change(moveCorner(grids.value, corner.at, placeFor(corner, to, corners.value, border()!, SNAP_M))),
    insert: (a: Position, b: Position, at: Position) => change(insertCorner(grids.value, a, b, at)),
    async removeCorner(corner: Corner): Promise<boolean> {
      const after = removeCorner(grids.value, corner)
      if (after) await change(after)
      return after !== null
    },
    rename(code: string, names: Partial<Grid>): void {
      remember()
      grids.value = grids.value.map((each) => (each.code === code ? { ...each, ...names } : each))
    },
    async take(file: string, used: Iterable<string>): Promise<number> {
      const taken = imported(file, nextCodes(neighbourhood(), used))
      await change(taken)
      return taken.length
    },
  }
}

export type UsedDrawing = ReturnType<typeof useDrawing>
