import { describe, expect, it } from 'vitest'
import { deviceOf } from './account'

describe('deviceOf', () => {
  it.each([
    ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0', 'Chrome · Windows'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Mobile Safari/604.1', 'Safari · iPhone'],
    ['Java-http-client/25', ''],
  ])('says %s shortly', (agent, short) => expect(deviceOf(agent)).toBe(short))
})
