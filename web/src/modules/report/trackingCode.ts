/** A tracking code in groups of four, as it is read out on the telephone. */
export function inFours(code: string): string[] {
  return code.match(/.{1,4}/g) ?? []
}

/** What somebody typed or read out, without the gaps. */
export function plainCode(typed: string): string {
  return typed.replace(/[\s\-–—]+/g, '').toUpperCase()
}
