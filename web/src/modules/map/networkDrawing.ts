import type { ComputedRef } from 'vue'
import { useDrawing } from './stage'

type Drawn = ComputedRef<GeoJSON.FeatureCollection>

const kind = (...kinds: string[]) => ['in', ['get', 'kind'], ['literal', kinds]] as never
const isLine = ['==', ['geometry-type'], 'LineString'] as never
const isPoint = ['==', ['geometry-type'], 'Point'] as never
/** The server's own letters; Chinese comes from the fonts at hand. */
const BOLD = ['DejaVu Sans Condensed Bold']

/** Red is shut or cut off, amber are the users, blue is what helps. */
export function useBurstDrawing(features: Drawn) {
  useDrawing('burst', features, (theme) => {
    const edge = theme === 'dark' ? '#0b141c' : '#ffffff'
    const cut = theme === 'dark' ? '#ff7355' : '#c2341d'
    const amber = theme === 'dark' ? '#f0a93c' : '#c07400'
    return [
      { part: 'casing', type: 'line', filter: isLine, layout: { 'line-cap': 'round' }, paint: { 'line-color': edge, 'line-width': 8, 'line-opacity': 0.8 } },
      { part: 'cut', type: 'line', filter: kind('CUT_OFF', 'BACKS_UP'), layout: { 'line-cap': 'round' }, paint: { 'line-color': amber, 'line-width': 4 } },
      { part: 'isolated', type: 'line', filter: kind('ISOLATED'), layout: { 'line-cap': 'round' }, paint: { 'line-color': cut, 'line-width': 5 } },
      { part: 'users', type: 'circle', filter: kind('USER'), paint: { 'circle-radius': 4, 'circle-color': amber, 'circle-stroke-color': edge, 'circle-stroke-width': 1 } },
      { part: 'tanks', type: 'circle', filter: kind('TANK', 'SOURCE'), paint: { 'circle-radius': 8, 'circle-color': '#1f7ac2', 'circle-stroke-color': edge, 'circle-stroke-width': 2 } },
      { part: 'passed', type: 'circle', filter: kind('PASSED_BY', 'CLOSED_ALREADY'), paint: { 'circle-radius': 7, 'circle-color': '#7d8b99', 'circle-stroke-color': edge, 'circle-stroke-width': 2 } },
      { part: 'valves', type: 'circle', filter: kind('VALVE'), paint: { 'circle-radius': 8, 'circle-color': cut, 'circle-stroke-color': edge, 'circle-stroke-width': 2.5 } },
      { part: 'cross', type: 'symbol', filter: kind('VALVE'), layout: { 'text-field': '×', 'text-font': BOLD, 'text-size': 15, 'text-allow-overlap': true }, paint: { 'text-color': edge } },
      { part: 'burst-ring', type: 'circle', filter: kind('BURST'), paint: { 'circle-radius': 17, 'circle-color': cut, 'circle-opacity': 0.22, 'circle-stroke-color': cut, 'circle-stroke-width': 1.5 } },
      { part: 'burst', type: 'circle', filter: kind('BURST'), paint: { 'circle-radius': 6, 'circle-color': cut, 'circle-stroke-color': '#ffffff', 'circle-stroke-width': 2 } },
    ]
  })
}

export function useTraceDrawing(features: Drawn) {
  useDrawing('trace', features, (theme) => {
    const edge = theme === 'dark' ? '#0b141c' : '#ffffff'
    const ink = theme === 'dark' ? '#ffd166' : '#b45309'
    return [
      { part: 'casing', type: 'line', filter: isLine, layout: { 'line-cap': 'round', 'line-join': 'round' }, paint: { 'line-color': edge, 'line-width': 7 } },
      { part: 'line', type: 'line', filter: isLine, layout: { 'line-cap': 'round', 'line-join': 'round' }, paint: { 'line-color': ink, 'line-width': 4 } },
      { part: 'flow', type: 'symbol', filter: isLine, layout: { 'symbol-placement': 'line', 'symbol-spacing': 70, 'text-field': '›', 'text-font': BOLD, 'text-size': 20, 'text-keep-upright': false, 'text-allow-overlap': true }, paint: { 'text-color': edge } },
      { part: 'ends', type: 'circle', filter: isPoint, paint: { 'circle-radius': 5, 'circle-color': ink, 'circle-stroke-color': edge, 'circle-stroke-width': 2 } },
    ]
  })
}

/** Where a dig meets pipes, with their depth. */
export function useCrossingDrawing(features: Drawn) {
  useDrawing('crossing', features, (theme) => [
    {
      part: 'dots',
      type: 'circle',
      paint: {
        'circle-radius': ['case', ['get', 'over'], 10, 7],
        'circle-color': ['get', 'colour'],
        'circle-stroke-width': 2,
        'circle-stroke-color': theme === 'dark' ? '#ffffff' : '#17222e',
      },
    },
    {
      part: 'depth',
      type: 'symbol',
      layout: { 'text-field': ['get', 'depth'], 'text-font': BOLD, 'text-size': 12, 'text-anchor': 'left', 'text-offset': [0.9, 0], 'text-optional': true },
      paint: {
        'text-color': theme === 'dark' ? '#ffffff' : '#17222e',
        'text-halo-color': theme === 'dark' ? '#0b141c' : '#ffffff',
        'text-halo-width': 1.6,
      },
    },
  ])
}
