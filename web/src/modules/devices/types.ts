import type { components } from '@/api'

/** The server leaves nothing out of an answer. */
type Full<T> = T extends (infer One)[] ? Full<One>[] : T extends object ? { [K in keyof T]-?: Full<T[K]> } : T
type Schemas = components['schemas']

export type DeviceView = Full<Schemas['DeviceView']>
export type DevicePage = Full<Schemas['DevicePage']>
export type DeviceCard = Full<Schemas['DeviceCard']>
export type DeviceDraft = Schemas['DeviceDraft']
export type DeviceModel = Full<Schemas['DeviceModel']>
export type NewDevice = Full<Schemas['NewDevice']>
export type Outcome = Full<Schemas['DeviceImportOutcome']>

/** A live event: what a device measured just now. */
export interface ReadingHeard {
  device: string
  quantity: string
  at: string
  value: number
}
