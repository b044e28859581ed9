import { useQuery } from '@tanstack/vue-query'
import { api } from '@/kernel/http'

export interface FilingCondition {
  id: number
  nameZh: string
  nameEn: string
  amount: number
  unit: string
}

export interface MatterClass {
  code: string
  nameZh: string
  nameEn: string
  majorZh: string
  majorEn: string
  kind: string
  conditions: FilingCondition[]
}

export interface Unit {
  code: string
  nameZh: string
  nameEn: string
  kind: string
  regionCode: string | null
}

export interface Worker {
  id: number
  name: string
  unitCode: string
  lat: number | null
  lng: number | null
  onDuty: boolean
  load: number
}

export const useClasses = () =>
  useQuery({
    queryKey: ['catalogue', 'classes'],
    queryFn: () => api.get<MatterClass[]>('/api/v1/catalogue/classes'),
    staleTime: Infinity,
    shallow: true,
  })

export const useUnits = () =>
  useQuery({
    queryKey: ['units'],
    queryFn: () => api.get<Unit[]>('/api/v1/units'),
    staleTime: 300_000,
    shallow: true,
  })

export const useWorkers = () =>
  useQuery({
    queryKey: ['workers'],
    queryFn: () => api.get<Worker[]>('/api/v1/workers'),
    staleTime: 10_000,
    shallow: true,
  })
