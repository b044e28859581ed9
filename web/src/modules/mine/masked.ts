/** An identifier with its middle hidden, for a screen that others may see. */
export function masked(value: string): string {
  const kept = value.length > 11 ? [6, 2] : [3, 4]
  const hidden = value.length - kept[0]! - kept[1]!
  if (hidden < 1) return value
  return value.slice(0, kept[0]) + '•'.repeat(hidden) + value.slice(-kept[1]!)
}
