import { computed, reactive, ref, watch } from 'vue'
import { refDebounced } from '../../report/refDebounced'
import { useCameraPage } from '../useCameras'
import { mattersOf } from './sightBoxes'
import { useSights } from './useSights'

/** A page of cameras with what they see, filtered by words and by whether something was found. */
export function useCameraWall(size: number) {
  const words = ref('')
  const calm = refDebounced(words, 300)
  const found = ref(false)
  const filter = reactive({ words: '', page: 0, size })
  watch(calm, (now) => Object.assign(filter, { words: now.trim(), page: 0 }))
  const query = useCameraPage(computed(() => ({ ...filter })))
  const all = computed(() => query.data.value?.items ?? [])
  const sights = useSights(all)
  const cameras = computed(() => (found.value ? all.value.filter((each) => mattersOf(sights.value.get(each.code)) > 0) : all.value))
  const total = computed(() => query.data.value?.total ?? 0)
  const pages = computed(() => Math.max(1, Math.ceil(total.value / size)))
  const turn = (by: number) => (filter.page = (filter.page + by + pages.value) % pages.value)
  return { words, found, filter, query, cameras, sights, total, pages, turn }
}
