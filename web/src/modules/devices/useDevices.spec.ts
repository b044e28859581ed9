import { describe, expect, it } from 'vitest'
import type { DeviceCard } from './types'
import { asked, withReading } from './useDevices'

const card = {
  device: { code: 'WL-1', seenAt: null },
  quantities: [
    { code: 'level', zh: '水位', en: 'Level', unit: 'm' },
    { code: 'battery', zh: '电池', en: 'Battery', unit: '%' },
  ],
  values: [{ quantity: 'battery', zh: '电池', en: 'Battery', unit: '%', at: '2026-11-24T08:00:00Z', value: 80 }],
} as unknown as DeviceCard

describe('withReading', () => {
  it('puts a value where its quantity stands', () => {
    const now = withReading(card, { device: 'WL-1', quantity: 'level', at: '2026-11-24T08:01:00Z', value: 1.5 })
    expect(now.values.map((one) => `${one.quantity} ${one.value}`)).toEqual(['level 1.5', 'battery 80'])
    expect(now.device.seenAt).toBe('2026-11-24T08:01:00Z')
  })
  it('leaves the card alone for what is older or unknown', () => {
    expect(withReading(card, { device: 'WL-1', quantity: 'battery', at: '2026-11-24T07:00:00Z', value: 1 })).toBe(card)
    expect(withReading(card, { device: 'WL-1', quantity: 'smoke', at: '2026-11-24T09:00:00Z', value: 1 })).toBe(card)
  })
})

describe('asked', () => {
  it('says states as the server takes them', () => {
    expect(asked({ q: ' WL ', model: '', state: 'offline' })).toMatchObject({ q: 'WL', online: false, maintenance: undefined })
    expect(asked({ q: '', model: 'smoke', state: 'maintenance' })).toMatchObject({ model: 'smoke', online: undefined, maintenance: true })
  })
})
