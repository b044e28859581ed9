const WRITTEN: Record<string, string> = {
  '1': '',
  Cel: '℃',
  'ug/m3': 'µg/m³',
  'mg/m3': 'mg/m³',
  'm3/h': 'm³/h',
  deg: '°',
  'm/s2': 'm/s²',
  'kW.h': 'kWh',
}

/** A UCUM unit as people write it. */
export const written = (unit: string) => WRITTEN[unit] ?? unit

/** A value with its unit, in at most four digits that mean something. */
export function measured(value: number, unit: string) {
  const digits = Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(4))
  const sign = written(unit)
  return sign ? `${digits.toLocaleString('en')}${sign === '%' || sign === '°' ? '' : ' '}${sign}` : digits.toLocaleString('en')
}
