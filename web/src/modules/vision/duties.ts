import type { Duty } from '@/kernel/types'

/** Who sees cameras; the server decides, this only spares others entries that lead nowhere. */
export const SEES_CAMERAS: Duty[] = ['ADMIN', 'CITY_OFFICER', 'CITY_LEADER', 'DISTRICT_OFFICER', 'STREET_OFFICER', 'ACCEPTOR']
