/** Lengths and areas that were measured, exact enough to be read off. */
export function lengthWords(metres: number, zh: boolean) {
  if (metres < 1000) return `${metres < 100 ? metres.toFixed(1) : Math.round(metres)}${zh ? ' 米' : ' m'}`
  return `${(metres / 1000).toFixed(metres < 10_000 ? 3 : 2)}${zh ? ' 公里' : ' km'}`
}

export function areaWords(square: number, zh: boolean) {
  if (square < 10_000) return `${square < 100 ? square.toFixed(1) : Math.round(square)}${zh ? ' 平方米' : ' m²'}`
  if (square < 1_000_000) return `${(square / 10_000).toFixed(2)}${zh ? ' 公顷' : ' ha'}`
  return `${(square / 1_000_000).toFixed(2)}${zh ? ' 平方公里' : ' km²'}`
}

/** The longest round length that fits, for a scale bar. */
export function roundLength(metres: number) {
  const power = 10 ** Math.floor(Math.log10(metres))
  const share = metres / power
  return (share >= 5 ? 5 : share >= 2 ? 2 : 1) * power
}
