import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { api } from '@/kernel/http'
import type { AbilityList, AbilityView, FigureTable, Role, RoleAct } from '../types'

const URL = '/api/v1/vision/abilities'
export type By = 'CLASS' | 'CAMERA' | 'VERSION'

export interface RoleWish {
  version: string
  role: Role
  reason: string
  despite: boolean
}

export const useAbilities = () =>
  useQuery({
    queryKey: ['vision', 'abilities'],
    queryFn: () => api.get<AbilityList>(URL),
    refetchInterval: 60_000,
  })

/** Figures of one ability, by what they are grouped. */
export const useFigures = (id: string, by: Ref<By>, days: Ref<number>, wanted: Ref<boolean>) =>
  useQuery({
    queryKey: ['vision', 'figures', id, by, days],
    queryFn: () => api.get<FigureTable>(`${URL}/${id}/figures`, { by: by.value, days: days.value }),
    enabled: wanted,
  })

export const useHistory = (id: string, wanted: Ref<boolean>) =>
  useQuery({
    queryKey: ['vision', 'history', id],
    queryFn: async () => (await api.get<{ acts: RoleAct[] }>(`${URL}/${id}/history`)).acts,
    enabled: computed(() => wanted.value),
  })

export function useRoles() {
  const queries = useQueryClient()
  return async (ability: string, wish: RoleWish): Promise<AbilityView> => {
    const changed = await api.post<AbilityView>(`${URL}/${ability}/roles`, wish)
    await queries.invalidateQueries({ queryKey: ['vision'] })
    return changed
  }
}
