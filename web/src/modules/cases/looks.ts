import { useI18n } from 'vue-i18n'

export type LookVerdict = 'CLEAR' | 'STILL_THERE' | 'CANNOT_SEE'

/** A camera or sensor that was asked to look again after the mending. */
export interface SecondLook {
  /** All that were asked at once have the same. */
  round: number
  source: string
  state: 'WAITING' | 'ANSWERED' | 'SILENT' | 'CANCELLED'
  mendedAt: string
  lookAt: string
  outcome: 'CLOSED' | 'REWORK' | 'PERSON' | 'OVERTAKEN' | null
  before: string[]
  after: string[]
  verdict: LookVerdict | null
  at: string | null
  model: string | null
  version: string | null
  confidence: number | null
  reason: string | null
}

/** The looks of one check, those that have a picture first. */
export interface Round {
  round: number
  outcome: SecondLook['outcome']
  lookAt: string
  looks: SecondLook[]
}

/** The latest round first. */
export function roundsOf(looks: readonly SecondLook[]): Round[] {
  const rounds = new Map<number, SecondLook[]>()
  for (const look of looks) rounds.set(look.round, [...(rounds.get(look.round) ?? []), look])
  return [...rounds]
    .sort(([a], [b]) => b - a)
    .map(([round, all]) => ({
      round,
      outcome: all[0]!.outcome,
      lookAt: all[0]!.lookAt,
      looks: all.sort((a, b) => b.after.length - a.after.length || a.source.localeCompare(b.source)),
    }))
}

/** What still lies there, if a camera sent the worker back and nothing has been looked at since. */
export function sentBack(looks: readonly SecondLook[]): SecondLook | undefined {
  const last = roundsOf(looks)[0]
  return last?.outcome === 'REWORK' ? last.looks.find((look) => look.verdict === 'STILL_THERE') : undefined
}

/** A source in words: camera-0042 is "Camera 0042". */
export function useSourceName() {
  const { t } = useI18n()
  return (source: string) => {
    const [, kind, code] = /^(camera|sensor)-(.+)$/.exec(source) ?? []
    return kind && code ? t(`cases.look.${kind}`, { code }) : source
  }
}
