import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api } from '@/kernel/http'

/** An enterprise as the server shows it to whoever asks. */
export interface Enterprise {
  id: number
  creditCode: string | null
  name: string | null
  address: string | null
  industry: string | null
  employees: number | null
  founded: string | null
  active: boolean
  legalPerson: string | null
  phone: string | null
  lat: number
  lng: number
  regionCode: string
}

export interface EnterpriseFilter {
  name: string
  code: string
  page: number
}

export const PAGE = 50

export function useEnterprises(filter: MaybeRefOrGetter<EnterpriseFilter>) {
  return useQuery({
    queryKey: ['registry', 'enterprises', computed(() => toValue(filter))],
    queryFn: ({ signal }) =>
      api.get<{ items: Enterprise[]; more: boolean }>(
        '/api/v1/registry/enterprises',
        { ...toValue(filter), size: PAGE },
        { signal },
      ),
    placeholderData: keepPreviousData,
  })
}

export function useEnterprise(id: MaybeRefOrGetter<number>) {
  return useQuery({
    queryKey: ['registry', 'enterprise', computed(() => toValue(id))],
    queryFn: () => api.get<Enterprise>(`/api/v1/registry/enterprises/${toValue(id)}`),
  })
}
