import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import { live, onLive } from '@/kernel/useLive'
import type { CameraItem, Sight } from '../cameraTypes'
import { sightOf } from '../useCameras'

/** While the live stream is away the pictures are asked for. */
const POLL_MS = 10_000

/**
 * What the cameras on the page see: told by the live stream as it happens, asked for at the beginning, after a cut, and
 * every few seconds while the stream is away.
 */
export function useSights(cameras: Ref<readonly CameraItem[]>) {
  const sights = shallowRef<ReadonlyMap<string, Sight>>(new Map())
  let over = false

  function put(code: string, sight: Sight): void {
    const known = sights.value.get(code)
    if (over || (known && known.at >= sight.at)) return
    sights.value = new Map(sights.value).set(code, sight)
  }
  async function ask(code: string): Promise<void> {
    try {
      put(code, await sightOf(code))
    } catch {
      // A camera without a picture has none to show; the tile says so.
    }
  }
  const askAll = () => cameras.value.forEach((each) => void ask(each.code))

  watch(
    () => cameras.value.map((each) => each.code).join(),
    () => askAll(),
    { immediate: true },
  )
  onLive<{ camera: string; at: string }>('camera.seen', ({ camera }) => {
    if (cameras.value.some((each) => each.code === camera)) void ask(camera)
  })
  onLive('reset', askAll)
  onLive('hello', askAll)
  const timer = setInterval(() => live.connection.value !== 'open' && askAll(), POLL_MS)
  onScopeDispose(() => {
    over = true
    clearInterval(timer)
  })
  return sights
}
