import { computed, ref } from 'vue'
import { MAP_TOOLS, type MapTool, type ToolIcon } from './toolIcons'

/** What lies open over the map beside what is asked of it. */
export type Shelf = 'layers' | 'print' | 'tools'

const isTool = (icon: ToolIcon): icon is MapTool => (MAP_TOOLS as readonly string[]).includes(icon)

/** One tool at a time holds the pointer, one shelf at a time lies open; the rest are switches. */
export function useTools(flip: Partial<Record<ToolIcon, () => void>>) {
  const tool = ref<MapTool | null>(null)
  const shelf = ref<Shelf | null>(null)

  function press(icon: ToolIcon) {
    if (isTool(icon)) {
      tool.value = tool.value === icon ? null : icon
      shelf.value = null
    } else if (icon === 'layers' || icon === 'print' || icon === 'tools') {
      shelf.value = shelf.value === icon ? null : icon
    } else flip[icon]?.()
  }

  /** Takes away what lies on top; whether there was something. */
  function escape() {
    if (shelf.value) shelf.value = null
    else if (tool.value) tool.value = null
    else return false
    return true
  }

  const pressed = computed(() => [tool.value, shelf.value].filter((one) => one !== null))
  return { tool, shelf, press, escape, pressed }
}
