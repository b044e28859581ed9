import { ref } from 'vue'

const SHOWN_MS = 1_800

/** Hands the link to what one sees to the phone's own sharing, or to the clipboard. */
export function useShare() {
  const copied = ref(false)

  async function share() {
    if (navigator.share && matchMedia('(pointer: coarse)').matches) {
      await navigator.share({ title: document.title, url: location.href }).catch(() => {})
      return
    }
    await navigator.clipboard.writeText(location.href)
    copied.value = true
    setTimeout(() => (copied.value = false), SHOWN_MS)
  }

  return { copied, share }
}
