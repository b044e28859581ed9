import { useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { onCases, onLive } from '@/kernel/useLive'
import { mapApi } from './mapApi'
import type { ComponentNews } from './types'

/** A component as it was at a moment or is now; follows what becomes known of it. */
export function useComponent(id: Ref<string>, moment: Ref<string | null>) {
  const card = useQuery({
    queryKey: ['map', 'component', id, moment],
    queryFn: () => mapApi.component(id.value, moment.value),
  })
  const matters = useQuery({
    queryKey: ['map', 'matters', id],
    queryFn: () => mapApi.matters(id.value),
    enabled: computed(() => moment.value === null),
  })
  const reread = () => {
    void card.refetch()
    void matters.refetch()
  }
  onLive<ComponentNews>('component.changed', (news) => news.id === id.value && reread())
  onCases((news) => news.case.componentId === id.value && void matters.refetch(), reread)
  return { card, matters }
}

/** All that was ever known of it, the newest first. */
export function useComponentHistory(id: Ref<string>) {
  return useQuery({ queryKey: ['map', 'history', id], queryFn: () => mapApi.history(id.value) })
}
