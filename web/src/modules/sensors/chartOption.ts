import type { Bucket } from './types'
import { measured, written } from './units'

/** One line of a chart. */
export interface Line {
  key: string
  name: string
  unit: string
  points: Bucket[]
  /** After how long without a reading a line is broken. */
  gapSeconds: number
}
export interface Limit {
  name: string
  value: number
}
/** A span that is marked, e.g. a firing. */
export interface Mark {
  from: string
  to: string | null
  strong: boolean
}
export interface Look {
  text: string
  faint: string
  line: string
  bad: string
  marked: string
  other: string
  colours: string[]
}
export interface Picture {
  lines: Line[]
  limits: Limit[]
  marks: Mark[]
  from: string
  to: string
  look: Look
  locale: string
  zone: string
  zoom: boolean
}
type Point = [number, number | null]

/** Points of a line in time; where nothing was heard for too long there is a hole, not a straight line. */
export function withGaps(points: Bucket[], gapSeconds: number): Point[] {
  const drawn: Point[] = []
  let before: Bucket | undefined
  for (const point of points) {
    const at = Date.parse(point.from)
    const width = Date.parse(point.to) - at
    const gap = Math.max(gapSeconds * 1000, width * 1.5)
    if (before && at - Date.parse(before.from) > gap) drawn.push([Date.parse(before.to), null])
    drawn.push([at, point.mean])
    before = point
  }
  return drawn
}

/** The band between least and greatest of each point, as a base and what is stacked on it. */
export function band(points: Bucket[], gapSeconds: number): { base: Point[]; height: Point[] } {
  const of = (value: (point: Bucket) => number) =>
    withGaps(points.map((point) => ({ ...point, mean: value(point) })), gapSeconds)
  return { base: of(({ min }) => min), height: of(({ min, max }) => max - min) }
}

/** A chart of the picture in the words of ECharts: one axis for each unit, at most two. */
export function optionOf(picture: Picture) {
  const { look, lines } = picture
  const units = [...new Set(lines.map(({ unit }) => unit))].slice(0, 2)
  const moment = (at: number, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(picture.locale === 'zh' ? 'zh-CN' : 'en-GB', { timeZone: picture.zone, ...options }).format(at)
  const end = Date.parse(picture.to)
  const days = (end - Date.parse(picture.from)) / 86_400_000
  const axisLabel = (at: number) =>
    days <= 2
      ? moment(at, { hour: '2-digit', minute: '2-digit' })
      : days <= 200
        ? moment(at, { month: 'numeric', day: 'numeric' })
        : moment(at, { year: 'numeric', month: 'numeric' })
  const bands = lines.length === 1 && lines[0]!.points.some(({ min, max }) => max > min)
  return {
    animation: false,
    grid: { left: 52, right: units.length > 1 ? 52 : 18, top: lines.length > 1 ? 40 : 26, bottom: picture.zoom ? 62 : 26 },
    textStyle: { color: look.text, fontFamily: 'inherit' },
    color: look.colours,
    legend: lines.length > 1 ? { top: 4, textStyle: { color: look.text }, type: 'scroll' } : undefined,
    tooltip: {
      trigger: 'axis',
      confine: true,
      formatter: (items: { seriesName: string; marker: string; value: Point; seriesId: string }[]) => {
        const shown = items.filter(({ seriesId, value }) => seriesId.startsWith('line/') && value[1] !== null)
        if (!shown.length) return ''
        const head = moment(shown[0]!.value[0], { dateStyle: 'medium', timeStyle: 'short' })
        return [
          head,
          ...shown.map(({ marker, seriesName, value, seriesId }) => {
            const unit = lines.find(({ key }) => `line/${key}` === seriesId)?.unit ?? ''
            return `${marker}${escaped(seriesName)} <b>${escaped(measured(value[1]!, unit))}</b>`
          }),
        ].join('<br>')
      },
    },
    xAxis: {
      type: 'time',
      min: Date.parse(picture.from),
      max: end,
      axisLabel: { color: look.faint, formatter: axisLabel, hideOverlap: true },
      axisLine: { lineStyle: { color: look.line } },
    },
    yAxis: units.map((unit, i) => ({
      type: 'value',
      name: written(unit),
      scale: true,
      position: i === 0 ? 'left' : 'right',
      nameTextStyle: { color: look.faint, align: i === 0 ? 'right' : 'left' },
      axisLabel: { color: look.faint },
      splitLine: { show: i === 0, lineStyle: { color: look.line } },
      // limits are seen also when no reading comes near them
      min: i === 0 ? (range: { min: number }) => roundDown(Math.min(range.min, ...picture.limits.map(({ value }) => value))) : undefined,
      max: i === 0 ? (range: { max: number }) => roundUp(Math.max(range.max, ...picture.limits.map(({ value }) => value))) : undefined,
    })),
    dataZoom: picture.zoom
      ? [
          { type: 'inside', filterMode: 'none' },
          { type: 'slider', filterMode: 'none', showDataShadow: false, height: 22, bottom: 10, labelFormatter: '', textStyle: { color: look.faint }, borderColor: look.line },
        ]
      : [],
    series: [
      ...(bands ? bandSeries(lines[0]!, look) : []),
      ...lines.map((line, i) => ({
        id: `line/${line.key}`,
        name: line.name,
        type: 'line',
        yAxisIndex: Math.max(0, units.indexOf(line.unit)),
        showSymbol: line.points.length < 40,
        symbolSize: 4,
        connectNulls: false,
        lineStyle: { width: 1.6 },
        data: withGaps(line.points, line.gapSeconds),
        ...(i === 0 ? { markLine: limitLines(picture), markArea: firingAreas(picture) } : {}),
      })),
    ],
  }
}

const step = (value: number) => 10 ** Math.floor(Math.log10(Math.max(Math.abs(value), 1e-6)) - 1)
/** Without the last digits in which 28 × 0.1 is not 2.8. */
const clean = (value: number) => Number(value.toPrecision(12))
const roundDown = (value: number) => clean(Math.floor(clean(value / step(value))) * step(value))
const roundUp = (value: number) => clean(Math.ceil(clean(value / step(value))) * step(value))
const escaped = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)

function bandSeries(line: Line, look: Look) {
  const { base, height } = band(line.points, line.gapSeconds)
  const unseen = { type: 'line', stack: 'band', symbol: 'none', silent: true, lineStyle: { opacity: 0 }, stackStrategy: 'all' }
  return [
    { ...unseen, id: 'band/base', data: base },
    { ...unseen, id: 'band/height', data: height, areaStyle: { color: look.colours[0], opacity: 0.14 } },
  ]
}

function limitLines({ limits, look }: Picture) {
  return {
    symbol: 'none',
    silent: true,
    label: { formatter: '{b}', position: 'insideEndTop', color: look.bad },
    lineStyle: { color: look.bad, type: 'dashed' },
    data: limits.map(({ name, value }) => ({ name, yAxis: value })),
  }
}

/** What fires is marked over its span; a very short one is as wide as can still be seen. */
function firingAreas({ marks, look, from, to }: Picture) {
  const least = (Date.parse(to) - Date.parse(from)) / 400
  return {
    silent: true,
    data: marks.map((mark) => {
      const begin = Date.parse(mark.from)
      const lasts = mark.to ? Date.parse(mark.to) : Math.min(Date.parse(to), Date.now())
      const end = Math.max(lasts, begin + least)
      const style = { color: mark.strong ? look.marked : look.other, opacity: mark.strong ? 0.3 : 0.22 }
      return [{ xAxis: begin, itemStyle: style }, { xAxis: end }]
    }),
  }
}
