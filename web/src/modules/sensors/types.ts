/** What the server says of rules, alarms and devices. */
export const SEVERITIES = ['NOTICE', 'WARNING', 'ALARM'] as const
export type Severity = (typeof SEVERITIES)[number]
export const IS = ['ABOVE', 'BELOW', 'RISES', 'FALLS', 'SILENT'] as const
export type Is = (typeof IS)[number]
export const WEEK = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const

export interface Trigger {
  quantity: string
  is: Is
  limit?: number | null
  clear?: number | null
  unit?: string | null
  within?: string | null
}
export interface OpenHours {
  days?: string[] | null
  from?: string | null
  to?: string | null
  calendar?: 'WORKING' | 'OFF' | null
}
export interface SensorRule {
  code: string
  nameZh: string
  nameEn: string
  model: string
  enabled: boolean
  severity: Severity
  matterClass?: string | null
  when: Trigger
  lasting?: string | null
  repeated?: { times: number; within: string } | null
  neighbours?: { atLeast: number; metres?: number | null } | null
  goodFor?: string | null
  hours?: OpenHours | null
  region?: string | null
  acknowledgeWithin?: string | null
  source?: string | null
}
export interface RuleView {
  version: number
  rule: SensorRule
  sentenceZh: string
  sentenceEn: string
  yaml: string
  validFrom: string
  validTo: string | null
  note: string | null
  by: string
  mayChange: boolean
}
export interface Mistake {
  field: string
  value: string
  zh: string
  en: string
}
export interface Review {
  rule: SensorRule
  mistakes: Mistake[]
  sentenceZh: string | null
  sentenceEn: string | null
  yaml: string
}
export interface RuleQuantity {
  code: string
  zh: string
  en: string
  unit: string
  written: string
  min: number
  max: number
  units: string[]
  state: boolean
}
export interface RuleModel {
  code: string
  zh: string
  en: string
  every: string
  quantities: RuleQuantity[]
}
export interface TrialFiring {
  device: string
  since: string
  at: string
  to: string | null
  value: number
  peak: number | null
  whyZh: string
  whyEn: string
}
export interface Outcome {
  readings: number
  cut: boolean
  firings: TrialFiring[]
}
export interface TrialResult {
  tried: Outcome
  present: Outcome | null
  presentVersion: number | null
}

export const STATES = ['OPEN', 'ACKNOWLEDGED', 'SUPPRESSED', 'ENDED'] as const
export type AlarmState = (typeof STATES)[number]
export interface Alarm {
  id: string
  state: AlarmState
  rule: string
  version: number
  nameZh: string
  nameEn: string
  severity: Severity
  classCode: string | null
  device: string
  deviceName: string
  component: string | null
  quantity: string
  regionPath: string
  lat: number
  lng: number
  since: string
  startedAt: string
  endedAt: string | null
  value: number
  peak: number | null
  whyZh: string
  whyEn: string
  together: string[]
  acknowledgedAt: string | null
  acknowledgedBy: string | null
  acknowledgeNote: string | null
  level: number
  escalateAt: string | null
  mayAct: boolean
}
export interface AlarmPage {
  items: Alarm[]
  total: number
  counts: Record<AlarmState, number>
}
export interface AlarmDetail {
  alarm: Alarm
  acts: { act: string; at: string; by: string | null; note: string | null }[]
  matter: { id: number; number: string; state: string } | null
}
export interface Work {
  id: number
  device: string | null
  regionPath: string
  regionZh: string
  regionEn: string
  from: string
  to: string
  reason: string
  by: string
  mayAct: boolean
}

export interface Device {
  code: string
  model: string
  modelZh: string
  modelEn: string
  name: string
  lat: number
  lng: number
  regionPath: string
  regionZh: string
  regionEn: string
  component: string | null
  maintenance: boolean
  online: boolean
  seenAt: string | null
}
export interface LastValue {
  quantity: string
  zh: string
  en: string
  unit: string
  at: string
  value: number
}
export interface DeviceCard {
  device: Device
  quantities: { code: string; zh: string; en: string; unit: string; kind: string }[]
  values: LastValue[]
}
export interface Bucket {
  from: string
  to: string
  count: number
  min: number
  mean: number
  max: number
  last: number
}
export interface Series {
  device: string
  quantity: string
  unit: string
  from: string
  to: string
  everySeconds: number
  points: Bucket[]
}
