import { ref, watch } from 'vue'

export type Layout = 'list' | 'map' | 'case'

const saved = localStorage.getItem('yiwang.layout')
/** What stands beside the list; kept in the browser. */
export const layout = ref<Layout>(saved === 'map' || saved === 'case' ? saved : 'list')
watch(layout, (value) => localStorage.setItem('yiwang.layout', value))
