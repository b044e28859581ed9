import { describe, expect, it } from 'vitest'
import { hopeless, meaningOf } from './refusals'

describe('a refusal', () => {
  it('says in the person’s terms what happened meanwhile', () => {
    expect(meaningOf({ type: 'stale-case', status: 409 })).toBe('stale')
    expect(meaningOf({ type: 'forbidden', status: 403 })).toBe('taken')
    expect(meaningOf({ type: 'illegal-transition', status: 409 })).toBe('moved')
    expect(meaningOf({ type: 'visit-ended', status: 409 })).toBe('ended')
    expect(meaningOf({ type: 'not-found', status: 404 })).toBe('gone')
    expect(meaningOf({ type: 'bad-field', status: 400 })).toBe('other')
  })

  it('is worth another try unless the case has left the person', () => {
    expect(hopeless({ type: 'stale-case', status: 409 })).toBe(false)
    expect(hopeless({ type: 'bad-field', status: 400 })).toBe(false)
    expect(hopeless({ type: 'forbidden', status: 403 })).toBe(true)
    expect(hopeless({ type: 'illegal-transition', status: 409 })).toBe(true)
  })
})
