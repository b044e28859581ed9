const WIDTH = 270
const HEIGHT = 44

const escaped = (text: string) =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`)

/**
 * One tile of a watermark as an image address: a single line, so that it stands whole over a single
 * row too, in a grey that shows on light and on dark.
 */
export function tile(text: string): string {
  const middle = `${WIDTH / 2}`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><text
 transform="rotate(-7 ${middle} ${HEIGHT / 2})" x="${middle}" y="${HEIGHT / 2 + 4}" fill="#7f8b97" fill-opacity=".4"
 font-family="sans-serif" font-size="12" text-anchor="middle">${escaped(text)}</text></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg).replace(/'/g, '%27')}`
}
