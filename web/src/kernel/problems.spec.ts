import { afterEach, describe, expect, it } from 'vitest'
import { Problem } from './http'
import { locale, setLocale } from './i18n'
import { problemText } from './problems'

describe('problemText', () => {
  const before = locale.value
  afterEach(() => setLocale(before))
  const forbidden = new Problem(403, {
    type: 'urn:yiwang:problem:forbidden',
    detail: 'li may not CLOSE case 7.',
    advice: 'Maybe ask an officer.',
  })

  it('keeps the precise words of the server in English', () => {
    setLocale('en')
    expect(problemText(forbidden)).toBe('li may not CLOSE case 7. Maybe ask an officer.')
  })

  it('says a known kind of problem in Chinese', () => {
    setLocale('zh')
    expect(problemText(forbidden)).toBe('您没有办理此事的权限')
    expect(problemText(new Problem(422, { detail: 'size (0) is wrong.' }))).toBe('size (0) is wrong.')
  })

  it('says when nothing answered', () => {
    setLocale('zh')
    expect(problemText(new Problem(0, {}))).toContain('服务器没有应答')
    expect(problemText(new Problem(502, { title: 'Bad Gateway' }))).toContain('服务器没有应答')
  })
})
