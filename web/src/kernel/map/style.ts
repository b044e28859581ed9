import type { StyleSpecification } from 'maplibre-gl'
import type { Theme } from '../theme'

export const FONT = ['Noto Sans CJK SC', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', 'sans-serif']

const inks = {
  dark: {
    water: '#0a1219',
    land: '#111c27',
    tint: '#1f4d78',
    line: '#2d465c',
    child: '#243747',
    focus: '#6aa9dc',
    text: '#9db1c4',
    halo: '#0b141c',
  },
  light: {
    water: '#dfe8f0',
    land: '#f7f8f9',
    tint: '#a9c9ea',
    line: '#a9b7c5',
    child: '#ccd6df',
    focus: '#0f5fc2',
    text: '#4a5b6c',
    halo: '#ffffff',
  },
} satisfies Record<Theme, Record<string, string>>

const empty = { type: 'FeatureCollection' as const, features: [] }
const source = (data = empty) => ({ type: 'geojson' as const, data })

/**
 * The whole style of the map: our own regions and points, nothing from outside. There is no
 * `glyphs` address on purpose: without it MapLibre draws every letter from the fonts at hand.
 *
 * @param scale how much larger than on a desk names and signs are, for a wall read from afar
 */
export function mapStyle(theme: Theme, scale = 1): StyleSpecification {
  const ink = inks[theme]
  const label = (id: string, from: string, size: number) => ({
    id,
    type: 'symbol' as const,
    source: from,
    layout: {
      'text-field': ['get', 'label'] as ['get', string],
      'text-font': FONT,
      'text-size': size * scale,
      'text-letter-spacing': 0.06,
      'text-padding': 3,
      'text-max-width': 8,
    },
    paint: { 'text-color': ink.text, 'text-halo-color': ink.halo, 'text-halo-width': 1.4 },
  })
  return {
    version: 8,
    sources: {
      base: { ...source(), promoteId: 'code' },
      'base-labels': source(),
      inner: { ...source(), promoteId: 'code' },
      'inner-labels': source(),
      focus: source(),
      points: source(),
      marks: source(),
    },
    layers: [
      { id: 'water', type: 'background', paint: { 'background-color': ink.water } },
      {
        id: 'base',
        type: 'fill',
        source: 'base',
        paint: {
          'fill-color': ink.land,
          'fill-opacity': ['case', ['boolean', ['feature-state', 'dim'], false], 0.4, 1],
        },
      },
      {
        id: 'base-tint',
        type: 'fill',
        source: 'base',
        paint: {
          'fill-color': ink.tint,
          'fill-opacity': ['*', 0.78, ['coalesce', ['feature-state', 'tint'], 0]],
        },
      },
      {
        id: 'inner-fill',
        type: 'fill',
        source: 'inner',
        paint: {
          'fill-color': ink.tint,
          'fill-opacity': [
            '+',
            ['*', 0.5, ['coalesce', ['feature-state', 'tint'], 0]],
            ['case', ['boolean', ['feature-state', 'hover'], false], 0.22, 0.02],
          ],
        },
      },
      {
        id: 'inner-line',
        type: 'line',
        source: 'inner',
        paint: { 'line-color': ink.child, 'line-width': 1 },
      },
      {
        id: 'base-line',
        type: 'line',
        source: 'base',
        layout: { 'line-join': 'round' },
        paint: {
          'line-color': ink.line,
          'line-width': ['interpolate', ['linear'], ['zoom'], 8, 0.8, 13, 1.6],
        },
      },
      {
        id: 'base-hover',
        type: 'line',
        source: 'base',
        paint: {
          'line-color': ink.focus,
          'line-width': 2,
          'line-opacity': ['case', ['boolean', ['feature-state', 'hover'], false], 0.9, 0],
        },
      },
      {
        id: 'focus-line',
        type: 'line',
        source: 'focus',
        layout: { 'line-join': 'round' },
        paint: { 'line-color': ink.focus, 'line-width': 2 },
      },
      {
        id: 'marks',
        type: 'circle',
        source: 'marks',
        paint: {
          'circle-radius': 4,
          'circle-color': ['coalesce', ['get', 'colour'], ink.focus],
          'circle-stroke-color': ink.halo,
          'circle-stroke-width': 1.5,
        },
      },
      {
        id: 'points',
        type: 'symbol',
        source: 'points',
        layout: {
          'icon-image': ['get', 'icon'],
          'icon-allow-overlap': true,
          'icon-ignore-placement': true,
          'symbol-sort-key': ['get', 'order'],
          'icon-size': ['interpolate', ['linear'], ['zoom'], 8.5, 0.62 * scale, 11, 0.85 * scale, 14, 1.15 * scale],
        },
      },
      label('base-labels', 'base-labels', 13),
      label('inner-labels', 'inner-labels', 12),
      {
        id: 'chosen',
        type: 'symbol',
        source: 'points',
        filter: ['==', ['get', 'id'], -1],
        layout: {
          'icon-image': ['get', 'icon'],
          'icon-allow-overlap': true,
          'icon-ignore-placement': true,
          'icon-size': 1.7 * scale,
        },
      },
    ],
  }
}
