import type { GeoJSONSource, Map as GlMap } from 'maplibre-gl'
import { shallowRef, watch, type Ref } from 'vue'
import type { Overlay } from '@/kernel/map/overlay'
import type { Theme } from '@/kernel/theme'
import type { Correction, Proposal } from './types'

const FONT = ['Noto Sans CJK SC', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', 'sans-serif']
export const INKS = {
  light: { now: '#4d5d6d', before: '#a45b00', proposed: '#0f5fc2', halo: '#ffffff', text: '#22313f' },
  dark: { now: '#a9b8c6', before: '#f0a93c', proposed: '#5aa7f0', halo: '#0b141c', text: '#dfe8f0' },
} satisfies Record<Theme, Record<string, string>>

export interface Words {
  now: string
  before: string
  proposed: string
}
type Role = keyof Words

/** The places of a proposal: where the thing is on the map, where it was seen, where it should be. */
export function placesOf(proposal: Proposal, correction: Correction | null): { role: Role; at: [number, number] }[] {
  const places: { role: Role; at: [number, number] }[] = []
  const { now, before } = proposal
  if (now) places.push({ role: 'now', at: [now.lng, now.lat] })
  if (before && now && (before.lat !== now.lat || before.lng !== now.lng)) {
    places.push({ role: 'before', at: [before.lng, before.lat] })
  }
  if (proposal.kind === 'NEW' || proposal.kind === 'MOVED') {
    places.push({ role: 'proposed', at: [correction?.lng ?? proposal.lng, correction?.lat ?? proposal.lat] })
  }
  return places
}

function features(proposal: Proposal | null, correction: Correction | null, words: Words) {
  const places = proposal ? placesOf(proposal, correction) : []
  const dots: GeoJSON.Feature[] = places.map(({ role, at }) => ({
    type: 'Feature',
    properties: { role, label: words[role] },
    geometry: { type: 'Point', coordinates: at },
  }))
  const from = places.find((each) => each.role === 'now')
  const to = places.find((each) => each.role === 'proposed')
  const ways: GeoJSON.Feature[] =
    from && to
      ? [{ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: [from.at, to.at] } }]
      : []
  const collection = (list: GeoJSON.Feature[]) => ({ type: 'FeatureCollection' as const, features: list })
  return { dots: collection(dots), ways: collection(ways) }
}

/** Before and after over the map: a dot for each place, a dashed line from where it is to where it should be. */
export function useReviewOverlay(
  proposal: Ref<Proposal | null>,
  correction: Ref<Correction | null>,
  words: Ref<Words>,
): Overlay {
  const map = shallowRef<GlMap>()
  function feed(): void {
    for (const [part, data] of Object.entries(features(proposal.value, correction.value, words.value))) {
      ;(map.value?.getSource(`survey-${part}`) as GeoJSONSource | undefined)?.setData(data)
    }
  }
  watch([proposal, correction, words], feed)
  return {
    dress(made, theme) {
      map.value = made
      const ink = INKS[theme]
      for (const [part, data] of Object.entries(features(null, null, words.value))) {
        made.addSource(`survey-${part}`, { type: 'geojson', data })
      }
      made.addLayer({
        id: 'survey-ways',
        type: 'line',
        source: 'survey-ways',
        paint: { 'line-color': ink.proposed, 'line-width': 2.5, 'line-dasharray': [2, 1.5] },
      })
      made.addLayer({
        id: 'survey-dots',
        type: 'circle',
        source: 'survey-dots',
        paint: {
          'circle-radius': 8,
          'circle-color': ['match', ['get', 'role'], 'now', ink.now, 'before', ink.before, ink.proposed],
          'circle-stroke-color': ink.halo,
          'circle-stroke-width': 2.5,
        },
      })
      made.addLayer({
        id: 'survey-names',
        type: 'symbol',
        source: 'survey-dots',
        layout: {
          'text-field': ['get', 'label'],
          'text-font': FONT,
          'text-size': 13,
          'text-offset': [0, 1.1],
          'text-anchor': 'top',
          'text-allow-overlap': true,
        },
        paint: { 'text-color': ink.text, 'text-halo-color': ink.halo, 'text-halo-width': 1.6 },
      })
      feed()
    },
    hit: () => null,
    hover: () => {},
  }
}
