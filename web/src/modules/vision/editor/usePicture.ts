import { onScopeDispose, ref, watch } from 'vue'
import { onLive } from '@/kernel/useLive'
import { pictureOf, sightOf } from '../useCameras'

/** The newest veiled picture of a camera and its size; 16 to 9 while there is none. */
export function usePicture(code: () => string | null) {
  const src = ref<string | null>(null)
  const at = ref<string | null>(null)
  const width = ref(1280)
  const height = ref(720)
  const failed = ref<unknown>(null)
  let over = false
  onScopeDispose(() => (over = true))

  async function fetch(): Promise<void> {
    const camera = code()
    if (!camera) return
    try {
      const sight = await sightOf(camera)
      if (over) return
      failed.value = null
      at.value = sight.at
      src.value = pictureOf(camera, sight.at)
      if (sight.width && sight.height) [width.value, height.value] = [sight.width, sight.height]
    } catch (failure) {
      failed.value = failure
    }
  }
  watch(code, () => void fetch(), { immediate: true })
  // While zones are drawn the picture stays: only the first one that ever comes is taken by itself.
  onLive<{ camera: string }>('camera.seen', ({ camera }) => {
    if (camera === code() && !src.value) void fetch()
  })
  return { src, at, width, height, failed, fetch }
}
export type UsedPicture = ReturnType<typeof usePicture>
