import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api } from '@/kernel/http'
import { onLive } from '@/kernel/useLive'
import type { DeviceCard, DeviceDraft, DeviceModel, DevicePage, NewDevice, ReadingHeard } from './types'

export type DeviceState = '' | 'online' | 'offline' | 'maintenance'
export interface DeviceFilter {
  q: string
  model: string
  state: DeviceState
}

const PAGE = 50

/** The filter as the server takes it. */
export function asked(filter: DeviceFilter) {
  return {
    q: filter.q.trim(),
    model: filter.model,
    online: filter.state === 'online' ? true : filter.state === 'offline' ? false : undefined,
    maintenance: filter.state === 'maintenance' ? true : undefined,
  }
}

export function useModels() {
  return useQuery({
    queryKey: ['devices', 'models'],
    queryFn: () => api.get<{ models: DeviceModel[] }>('/api/v1/device-models'),
    staleTime: Infinity,
  })
}

/** Devices page by page; each page begins behind the last code of the one before. */
export function useDeviceList(filter: MaybeRefOrGetter<DeviceFilter>) {
  const query = useInfiniteQuery({
    queryKey: ['devices', 'list', computed(() => asked(toValue(filter)))],
    queryFn: ({ pageParam }) =>
      api.get<DevicePage>('/api/v1/devices', { ...asked(toValue(filter)), after: pageParam, size: PAGE }),
    initialPageParam: '',
    getNextPageParam: (last) => (last.more ? last.items.at(-1)!.code : undefined),
  })
  return { query, devices: computed(() => query.data.value?.pages.flatMap((page) => page.items) ?? []) }
}

/** One device; what it measures shows as it comes. */
export function useDevice(code: MaybeRefOrGetter<string | null>) {
  const queries = useQueryClient()
  const key = () => ['devices', 'card', toValue(code)]
  onLive<ReadingHeard>('reading', (heard) => {
    if (heard.device !== toValue(code)) return
    queries.setQueryData<DeviceCard>(key(), (card) => card && withReading(card, heard))
  })
  return useQuery({
    queryKey: ['devices', 'card', computed(() => toValue(code))],
    queryFn: () => api.get<DeviceCard>(`/api/v1/devices/${toValue(code)}`),
    enabled: computed(() => Boolean(toValue(code))),
    refetchInterval: 15_000,
  })
}

/** The card with a value that was measured just now; an older one changes nothing. */
export function withReading(card: DeviceCard, heard: ReadingHeard): DeviceCard {
  const quantity = card.quantities.find((one) => one.code === heard.quantity)
  const before = card.values.find((one) => one.quantity === heard.quantity)
  if (!quantity || (before && before.at >= heard.at)) return card
  const value = { quantity: quantity.code, zh: quantity.zh, en: quantity.en, unit: quantity.unit, at: heard.at, value: heard.value }
  const order = card.quantities.map((one) => one.code)
  const values = [...card.values.filter((one) => one.quantity !== heard.quantity), value]
  values.sort((a, b) => order.indexOf(a.quantity) - order.indexOf(b.quantity))
  return { ...card, device: { ...card.device, seenAt: heard.at }, values }
}

/** What keepers do with devices. */
export function useDeviceActs() {
  const queries = useQueryClient()
  const onSuccess = () => queries.invalidateQueries({ queryKey: ['devices'] })
  return {
    add: useMutation({ mutationFn: (draft: DeviceDraft) => api.post<NewDevice>('/api/v1/devices', draft), onSuccess }),
    change: useMutation({
      mutationFn: (draft: DeviceDraft) => api.put<DeviceCard>(`/api/v1/devices/${draft.code}`, draft),
      onSuccess,
    }),
    remove: useMutation({ mutationFn: (code: string) => api.delete<void>(`/api/v1/devices/${code}`), onSuccess }),
    secret: useMutation({
      mutationFn: (code: string) => api.post<{ code: string; secret: string }>(`/api/v1/devices/${code}/secret`),
    }),
  }
}
