import type { Map as GlMap } from 'maplibre-gl'
import { stageColours, stageShapes } from '../stages'
import type { Theme } from '../theme'
import { STAGES, type DueState, type Stage } from '../types'

const RATIO = 3
const SIZE = 26

const rings: Partial<Record<DueState, Record<Theme, string>>> = {
  OVERDUE: { dark: '#ff5a3c', light: '#d62f12' },
  DUE_SOON: { dark: '#ffc04d', light: '#b86a00' },
}

/** The name under which the picture of a point is kept. */
export function iconOf(stage: Stage, due: DueState) {
  return due in rings ? `${stage}-${due}` : stage
}

function draw(stage: Stage, due: DueState, theme: Theme) {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = SIZE * RATIO
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  if (!pen) return null
  pen.scale(RATIO, RATIO)
  const ring = rings[due]?.[theme]
  if (ring) {
    pen.beginPath()
    pen.arc(SIZE / 2, SIZE / 2, SIZE / 2 - 2, 0, 2 * Math.PI)
    pen.lineWidth = due === 'OVERDUE' ? 2.4 : 1.6
    pen.setLineDash(due === 'OVERDUE' ? [] : [3.2, 2.6])
    pen.strokeStyle = ring
    pen.stroke()
  }
  const scale = 13 / 24
  pen.translate(SIZE / 2 - 12 * scale, SIZE / 2 - 12 * scale)
  pen.scale(scale, scale)
  const path = new Path2D(stageShapes[stage])
  pen.lineJoin = 'round'
  pen.lineWidth = 4.5
  pen.strokeStyle = theme === 'dark' ? '#0a1219' : '#ffffff'
  pen.stroke(path)
  pen.fillStyle = stageColours[theme][stage]
  pen.fill(path)
  return pen.getImageData(0, 0, canvas.width, canvas.height)
}

/** Draws the pictures of all points into a map's style, again after every change of style. */
export function addIcons(map: GlMap, theme: Theme) {
  for (const stage of STAGES) {
    for (const due of ['NONE', 'DUE_SOON', 'OVERDUE'] as const) {
      const name = iconOf(stage, due)
      const image = draw(stage, due, theme)
      if (!image) continue
      if (map.hasImage(name)) map.removeImage(name)
      map.addImage(name, image, { pixelRatio: RATIO })
    }
  }
}
