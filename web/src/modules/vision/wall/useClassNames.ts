import { named } from '@/kernel/i18n'
import { useClasses } from '../../cases/useCatalogue'

/** The name of a matter class in the chosen language; empty while it is not known. */
export function useClassNames(): (code: string) => string {
  const { data } = useClasses()
  return (code) => named(data.value?.find((each) => each.code === code), 'name')
}
