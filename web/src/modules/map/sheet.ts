import type { Map as GlMap } from 'maplibre-gl'
import { roundLength } from './units'

/** What stands beside the map on paper. */
export interface SheetWords {
  title: string
  /** City, layers of time, date of printing. */
  notes: string[]
  legendTitle: string
  legend: { name: string; colour: string; geometry: 'POINT' | 'LINE' | 'AREA' }[]
  length: (metres: number) => string
}

const FONT = "'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
const MARGIN = 28
const HEAD = 64
const ROW = 24
const COLUMN = 170
const INK = '#17222e'
const FAINT = '#5b6b7a'

/** The map as it is drawn now, so many times as fine as the screen. */
async function pictureOf(map: GlMap, ratio: number): Promise<HTMLCanvasElement> {
  const before = map.getPixelRatio()
  map.setPixelRatio(ratio)
  try {
    await new Promise((done) => (map.once('idle', done), map.triggerRepaint()))
    const copy = document.createElement('canvas')
    copy.width = map.getCanvas().width
    copy.height = map.getCanvas().height
    // What WebGL has drawn can be read only before the browser shows it.
    await new Promise<void>((done) => {
      map.once('render', () => {
        copy.getContext('2d')!.drawImage(map.getCanvas(), 0, 0)
        done()
      })
      map.triggerRepaint()
    })
    return copy
  } finally {
    map.setPixelRatio(before)
  }
}

type Pen = CanvasRenderingContext2D

function drawSign(pen: Pen, x: number, y: number, { colour, geometry }: SheetWords['legend'][number]) {
  pen.fillStyle = pen.strokeStyle = colour
  pen.beginPath()
  if (geometry === 'POINT') pen.arc(x + 7, y, 5, 0, 2 * Math.PI)
  else if (geometry === 'LINE') pen.rect(x, y - 2, 15, 4)
  else pen.rect(x + 1, y - 5, 13, 10)
  pen.globalAlpha = geometry === 'AREA' ? 0.4 : 1
  pen.fill()
  pen.globalAlpha = 1
  if (geometry === 'AREA') pen.stroke()
}

function drawScale(pen: Pen, right: number, y: number, metresPerPixel: number, words: SheetWords) {
  const metres = roundLength(140 * metresPerPixel)
  const width = metres / metresPerPixel
  pen.fillStyle = pen.strokeStyle = INK
  pen.lineWidth = 1.5
  pen.beginPath()
  pen.moveTo(right - width, y - 6)
  pen.lineTo(right - width, y)
  pen.lineTo(right, y)
  pen.lineTo(right, y - 6)
  pen.stroke()
  pen.font = `13px ${FONT}`
  pen.textAlign = 'right'
  pen.fillText(words.length(metres), right, y - 10)
}

function drawNorth(pen: Pen, x: number, y: number, bearing: number) {
  pen.save()
  pen.translate(x, y)
  pen.rotate((-bearing * Math.PI) / 180)
  pen.fillStyle = INK
  pen.beginPath()
  pen.moveTo(0, -15)
  pen.lineTo(7, 13)
  pen.lineTo(0, 8)
  pen.lineTo(-7, 13)
  pen.fill()
  pen.restore()
}

/** Draws the sheet: title, map, legend, scale bar, north and date. */
export async function sheetOf(map: GlMap, words: SheetWords, ratio = 2): Promise<HTMLCanvasElement> {
  const picture = await pictureOf(map, ratio)
  const width = picture.width / ratio
  const height = picture.height / ratio
  const columns = Math.max(1, Math.floor((width - 220) / COLUMN))
  const rows = Math.ceil(words.legend.length / columns)
  const foot = Math.max(70, rows * ROW + 44)
  const sheet = document.createElement('canvas')
  sheet.width = (width + 2 * MARGIN) * ratio
  sheet.height = (HEAD + height + foot + MARGIN) * ratio
  const pen = sheet.getContext('2d')!
  pen.scale(ratio, ratio)
  pen.fillStyle = '#ffffff'
  pen.fillRect(0, 0, sheet.width, sheet.height)

  pen.textBaseline = 'alphabetic'
  pen.fillStyle = INK
  pen.font = `600 24px ${FONT}`
  pen.fillText(words.title, MARGIN, 42)
  pen.font = `13px ${FONT}`
  pen.fillStyle = FAINT
  pen.textAlign = 'right'
  pen.fillText(words.notes.join('  ·  '), MARGIN + width, 42)
  pen.textAlign = 'left'

  pen.drawImage(picture, MARGIN, HEAD, width, height)
  pen.strokeStyle = '#9aa7b4'
  pen.lineWidth = 1
  pen.strokeRect(MARGIN, HEAD, width, height)

  const top = HEAD + height + 24
  pen.fillStyle = INK
  pen.font = `600 13px ${FONT}`
  pen.fillText(words.legendTitle, MARGIN, top)
  pen.font = `13px ${FONT}`
  words.legend.forEach((one, i) => {
    const x = MARGIN + (i % columns) * COLUMN
    const y = top + 22 + Math.floor(i / columns) * ROW
    drawSign(pen, x, y - 4, one)
    pen.fillStyle = INK
    pen.fillText(one.name, x + 24, y, COLUMN - 30)
  })

  const { lat } = map.getCenter()
  const metresPerPixel = (40_075_016.686 * Math.cos((lat * Math.PI) / 180)) / (512 * 2 ** map.getZoom())
  drawScale(pen, MARGIN + width - 34, top + 22, metresPerPixel, words)
  drawNorth(pen, MARGIN + width - 12, top + 10, map.getBearing())
  return sheet
}

const blobOf = (sheet: HTMLCanvasElement) =>
  new Promise<Blob>((done, refuse) =>
    sheet.toBlob((blob) => (blob ? done(blob) : refuse(new Error('The picture is too large.'))), 'image/png'),
  )

/** Offers the sheet as a picture to keep. */
export async function savePng(sheet: HTMLCanvasElement, name: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await blobOf(sheet))
  link.download = `${name}.png`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

const PAPER = `
@page { size: A4 landscape; margin: 8mm; }
@media screen { .map-sheet { display: none; } }
@media print {
  html, body { height: auto; background: #fff; }
  body > :not(.map-sheet) { display: none !important; }
  .map-sheet { display: block; max-width: 100%; max-height: 190mm; margin: auto; }
}`

/** Opens the browser's own printing with nothing but the sheet, on paper or as PDF. */
export async function printSheet(sheet: HTMLCanvasElement) {
  const paper = document.createElement('style')
  paper.textContent = PAPER
  const image = document.createElement('img')
  image.className = 'map-sheet'
  image.alt = ''
  image.src = URL.createObjectURL(await blobOf(sheet))
  document.head.append(paper)
  document.body.append(image)
  await image.decode()
  window.addEventListener(
    'afterprint',
    () => {
      URL.revokeObjectURL(image.src)
      image.remove()
      paper.remove()
    },
    { once: true },
  )
  window.print()
}
