/** Strokes of the toolbar's signs in a square of 24. */
export const TOOL_ICONS = {
  layers: 'M12 4l8.5 4.5L12 13 3.5 8.5zM3.5 12.5L12 17l8.5-4.5M3.5 16.3L12 20.8l8.5-4.5',
  nearest: 'M12 12m-2 0a2 2 0 1 0 4 0a2 2 0 1 0-4 0M12 3v3M12 18v3M3 12h3M18 12h3M12 12m-6.5 0a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0-13 0',
  within: 'M5 8l7-4 7 5-2 9-9 1zM5 8v0M12 4v0M19 9v0M17 18v0M8 19v0',
  along: 'M4 18c4 0 4-6 8-6s4-6 8-6M4 21.5c5.5 0 5.5-6 9.5-6M10 8.500c2 0 3-6 8-6',
  measure: 'M3.500 15.500L15.500 3.500l5 5L8.500 20.500zM7 12l2 2M10 9l3 3M13 6l2 2',
  burst: 'M3 14h6M15 14h6M12 4v3M7 6l2 2M17 6l-2 2M9 11h6v6H9zM10 17v3M14 17v3',
  trace: 'M5 19a2 2 0 1 0 0-.01M19 5a2 2 0 1 0 0-.01M7 18h5v-6h0v-6h5M15 3.500L17.500 6 15 8.500',
  crossing: 'M4 6h16M4 12h3M17 12h3M4 18h16M12 2.500v19M9 10l3 3 3-3',
  under: 'M3 8h18M5 8V5M10 8V4M15 8V5M19 8V4M6 13h12M6 13v5M18 13v5M4 18h4M16 18h4',
  solid: 'M12 3l8 4.500v9L12 21l-8-4.500v-9zM4 7.500l8 4.500 8-4.500M12 12v9',
  time: 'M12 12m-8.500 0a8.500 8.500 0 1 0 17 0a8.500 8.500 0 1 0-17 0M12 7v5l3.500 2',
  compare: 'M12 3v18M4 6h5v12H4zM15 6h5v12h-5z',
  cameras: 'M3.500 8.500l11-3.500 2 6-11 3.500zM16.500 8l3.500-1 1 3-3.500 1M8 14v5.500M4 19.500h8',
  share: 'M9.500 14.500l5-5M8 11l-2.500 2.500a3.500 3.500 0 0 0 5 5L13 16M11 8l2.500-2.500a3.500 3.500 0 0 1 5 5L16 13',
  print: 'M7 9V4h10v5M7 17H4v-8h16v8h-3M7 14h10v6H7z',
  export: 'M12 4v11M8 11l4 4 4-4M4 19.500h16',
  locate: 'M12 12m-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0M12 2.500V6M12 18v3.500M2.500 12H6M18 12h3.500',
  north: 'M12 3l5 17-5-3.500L7 20z',
  tools: 'M5 12m-1.500 0a1.500 1.500 0 1 0 3 0a1.500 1.500 0 1 0-3 0M12 12m-1.500 0a1.500 1.500 0 1 0 3 0a1.500 1.500 0 1 0-3 0M19 12m-1.500 0a1.500 1.500 0 1 0 3 0a1.500 1.500 0 1 0-3 0',
} as const

export type ToolIcon = keyof typeof TOOL_ICONS

/** What is done with the pointer on the map, one at a time. */
export const MAP_TOOLS = ['nearest', 'within', 'along', 'measure', 'burst', 'trace', 'crossing'] as const
export type MapTool = (typeof MAP_TOOLS)[number]
