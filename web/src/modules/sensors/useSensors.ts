import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api } from '@/kernel/http'
import { onLive } from '@/kernel/useLive'
import type {
  AlarmDetail,
  AlarmPage,
  Device,
  DeviceCard,
  Review,
  RuleModel,
  RuleView,
  SensorRule,
  Series,
  TrialResult,
  Work,
} from './types'

export const RULES = '/api/v1/sensor-rules'
export const ALARMS = '/api/v1/alarms'
export const DEVICES = '/api/v1/devices'
const SOON = 15_000

export const useRules = () =>
  useQuery({
    queryKey: ['sensors', 'rules'],
    queryFn: () => api.get<{ items: RuleView[]; mayAdd: boolean }>(RULES),
  })

export const useRuleVersions = (code: MaybeRefOrGetter<string | null>) =>
  useQuery({
    queryKey: ['sensors', 'rules', computed(() => toValue(code))],
    queryFn: () => api.get<{ versions: RuleView[] }>(`${RULES}/${toValue(code)}`).then((r) => r.versions),
    enabled: computed(() => Boolean(toValue(code))),
  })

export const useModels = () =>
  useQuery({
    queryKey: ['sensors', 'models'],
    queryFn: () => api.get<{ models: RuleModel[] }>(`${RULES}/models`).then((r) => r.models),
    staleTime: Infinity,
  })

export const checkRule = (rule: SensorRule, signal: AbortSignal) =>
  api.post<Review>(`${RULES}/check`, { rule }, { signal })

export const tryRule = (rule: SensorRule, device: string, from: string, to: string) =>
  api.post<TrialResult>(`${RULES}/trial`, { rule, device, from, to })

/** Brings a version into force. */
export function useRuleChange() {
  const queries = useQueryClient()
  return async (rule: SensorRule, basis: number, note: string) => {
    const made = await api.put<RuleView>(`${RULES}/${rule.code}`, { rule, basis, note: note || null })
    await queries.invalidateQueries({ queryKey: ['sensors', 'rules'] })
    return made
  }
}

export const useDevices = (model: MaybeRefOrGetter<string | null>, q: MaybeRefOrGetter<string>) =>
  useQuery({
    queryKey: ['sensors', 'devices', computed(() => [toValue(model), toValue(q)])],
    queryFn: () =>
      api
        .get<{ items: Device[] }>(DEVICES, { model: toValue(model), q: toValue(q), size: 30 })
        .then((page) => page.items),
    placeholderData: keepPreviousData,
  })

export const useDevicesOn = (component: MaybeRefOrGetter<string>) =>
  useQuery({
    queryKey: ['sensors', 'on', computed(() => toValue(component))],
    queryFn: async () => {
      const page = await api.get<{ items: Device[] }>(DEVICES, { component: toValue(component), size: 10 })
      return Promise.all(page.items.map((each) => api.get<DeviceCard>(`${DEVICES}/${each.code}`)))
    },
    refetchInterval: SOON,
    retry: false,
  })

export const useDevice = (code: MaybeRefOrGetter<string>) =>
  useQuery({
    queryKey: ['sensors', 'device', computed(() => toValue(code))],
    queryFn: () => api.get<DeviceCard>(`${DEVICES}/${encodeURIComponent(toValue(code))}`),
  })

export interface SeriesWish {
  device: string
  quantity: string
  from: string
  to: string
}
export const POINTS = 600

/** Several series of one span; those that fail are left out and told. */
export const useSeries = (wishes: MaybeRefOrGetter<SeriesWish[]>, often: MaybeRefOrGetter<boolean> = false) =>
  useQuery({
    queryKey: ['sensors', 'series', computed(() => toValue(wishes))],
    queryFn: () =>
      Promise.all(
        toValue(wishes).map(({ device, ...query }) =>
          api.get<Series>(`${DEVICES}/${encodeURIComponent(device)}/readings`, { ...query, points: POINTS }),
        ),
      ),
    enabled: computed(() => toValue(wishes).length > 0),
    placeholderData: keepPreviousData,
    refetchInterval: computed(() => (toValue(often) ? SOON : false)),
  })

export interface AlarmFilter {
  state: string
  severity: string
  rule: string
  device: string
  region: string
  words: string
  escalated: boolean
}
export const noAlarmFilter: AlarmFilter = {
  state: 'OPEN',
  severity: '',
  rule: '',
  device: '',
  region: '',
  words: '',
  escalated: false,
}
export const alarmQuery = (filter: Partial<AlarmFilter>) => ({
  ...filter,
  escalated: filter.escalated ? true : undefined,
})

/** A page of alarms that follows what happens. */
export function useAlarms(
  filter: MaybeRefOrGetter<Partial<AlarmFilter> & { from?: string; to?: string }>,
  page: MaybeRefOrGetter<number>,
  size: number,
) {
  const queries = useQueryClient()
  const anew = () => queries.invalidateQueries({ queryKey: ['sensors', 'alarms'] })
  onLive('alarm', anew)
  onLive('hello', anew)
  return useQuery({
    queryKey: ['sensors', 'alarms', computed(() => [toValue(filter), toValue(page)])],
    queryFn: () => api.get<AlarmPage>(ALARMS, { ...alarmQuery(toValue(filter)), page: toValue(page), size }),
    placeholderData: keepPreviousData,
  })
}

export const useAlarm = (id: MaybeRefOrGetter<string | null>) =>
  useQuery({
    queryKey: ['sensors', 'alarms', 'one', computed(() => toValue(id))],
    queryFn: () => api.get<AlarmDetail>(`${ALARMS}/${toValue(id)}`),
    enabled: computed(() => Boolean(toValue(id))),
  })

/** Take an alarm on, announce work, end it. */
export function useAlarmActs() {
  const queries = useQueryClient()
  const anew = () => queries.invalidateQueries({ queryKey: ['sensors'], predicate: (q) => q.queryKey[1] !== 'series' })
  return {
    acknowledge: async (id: string, note: string) => {
      await api.post<AlarmDetail>(`${ALARMS}/${id}/acknowledge`, { note: note || null })
      await anew()
    },
    announce: async (work: { device?: string; region?: string; to: string; reason: string }) => {
      const made = await api.post<Work>(`${ALARMS}/maintenance`, work)
      await anew()
      return made
    },
    end: async (id: number) => {
      await api.delete<undefined>(`${ALARMS}/maintenance/${id}`)
      await anew()
    },
  }
}

export const useWorks = () =>
  useQuery({
    queryKey: ['sensors', 'maintenance'],
    queryFn: () => api.get<{ items: Work[] }>(`${ALARMS}/maintenance`).then((r) => r.items),
  })
