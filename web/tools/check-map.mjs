// Reads what a running server draws with MapLibre's own libraries: both styles must be valid and every tile must be
// readable down to its last vertex.
//   node web/tools/check-map.mjs ADDRESS SET/Z/X/Y…
import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec'
import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'

const [address, ...tiles] = process.argv.slice(2)
const mistakes = []
let features = 0
let largest = 0

for (const theme of ['light', 'dark']) {
  const style = await (await fetch(`${address}/map/styles/${theme}.json`)).json()
  for (const e of validateStyleMin(style)) mistakes.push(`${theme}: ${e.message}`)
  for (const sheet of ['icons', 'icons@2x']) {
    const index = await (await fetch(`${address}/map/sprites/${sheet}.json`)).json()
    const icons = style.layers.find((l) => l.id === 'icon').layout['icon-image']
    for (let i = 3; i < icons.length; i += 2) if (!index[icons[i]]) mistakes.push(`${sheet} lacks ${icons[i]}`)
  }
}

for (const tile of tiles) {
  const answer = await fetch(`${address}/map/tiles/${tile}.mvt`)
  if (answer.status === 204) continue
  if (answer.status !== 200) {
    mistakes.push(`${tile}: ${answer.status}`)
    continue
  }
  const bytes = new Uint8Array(await answer.arrayBuffer())
  largest = Math.max(largest, bytes.length)
  const read = new VectorTile(new PbfReader(bytes))
  for (const layer of Object.values(read.layers)) {
    if (layer.version !== 2 || layer.extent !== 4096) mistakes.push(`${tile}: ${layer.name}`)
    for (let i = 0; i < layer.length; i++) {
      const feature = layer.feature(i)
      const parts = feature.loadGeometry()
      const number = Object.values(feature.properties).filter((v) => v === null || v === undefined)
      if (!parts.length || !feature.type || number.length) mistakes.push(`${tile}: ${layer.name} ${i}`)
      for (const p of parts.flat()) {
        if (!(p.x >= -64 && p.x <= 4160 && p.y >= -64 && p.y <= 4160)) mistakes.push(`${tile}: ${p.x},${p.y}`)
      }
      features++
    }
  }
}

console.log(JSON.stringify({ tiles: tiles.length, features, largest, mistakes }))
process.exit(mistakes.length ? 1 : 0)
