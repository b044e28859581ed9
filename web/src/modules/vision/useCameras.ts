import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { api } from '@/kernel/http'
import type { Camera, CameraForm, CameraPage, Sight } from './cameraTypes'

export const CAMERAS = '/api/v1/cameras'
export const addressOf = (code: string) => `${CAMERAS}/${encodeURIComponent(code)}`

/** A picture's address; another moment is another address, so that the browser fetches it anew. */
export const pictureOf = (code: string, at: string | null | undefined) =>
  at ? `${addressOf(code)}/picture?at=${encodeURIComponent(at)}` : null

export interface CameraFilter {
  words: string
  page: number
  size: number
}

export const useCameraPage = (filter: Ref<CameraFilter>) =>
  useQuery({
    queryKey: ['cameras', 'page', filter],
    queryFn: ({ signal }) => api.get<CameraPage>(CAMERAS, { ...filter.value }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  })

export const useCamera = (code: Ref<string | null>) =>
  useQuery({
    queryKey: ['cameras', 'one', code],
    queryFn: () => api.get<Camera>(addressOf(code.value!)),
    enabled: computed(() => Boolean(code.value)),
  })

/** What the newest picture of a camera shows. */
export const sightOf = (code: string) => api.get<Sight>(`${addressOf(code)}/sight`)

export function useKeeping() {
  const queries = useQueryClient()
  const again = () => queries.invalidateQueries({ queryKey: ['cameras'] })
  return {
    async save(form: CameraForm, version: number | null): Promise<Camera> {
      const saved =
        version === null
          ? await api.post<Camera>(CAMERAS, form)
          : await api.put<Camera>(addressOf(form.code), { ...form, version })
      await again()
      return saved
    },
    async remove(code: string): Promise<void> {
      await api.delete(addressOf(code))
      await again()
    },
  }
}
