export type Position = [number, number]
export type Polygon = GeoJSON.Polygon | GeoJSON.MultiPolygon

/** A unit grid, of today or on a drawing. */
export interface Grid {
  code: string
  nameZh: string | null
  nameEn: string | null
  outline: Polygon
  squareMetres?: number
  isNew?: boolean
  validFrom?: string
}

export interface Fault {
  kind: string
  forbids: boolean
  codes: string[]
  squareMetres: number
  where: GeoJSON.Point | Polygon
  thing: string | null
}

export interface Drawing {
  grids: Grid[]
  faults: Fault[]
  holds: boolean
}

export type Act = 'SPLIT' | 'MERGE' | 'DRAW' | 'FILL' | 'REMOVE'
export interface Step {
  act: Act
  codes?: string[]
  line?: GeoJSON.LineString
  outline?: GeoJSON.Polygon
}

export interface Draft {
  grids: Grid[]
  basis: string
  version: number
  changedBy: string
  changedAt: string
}

export interface Publication {
  id: number
  state: 'ASKED' | 'APPROVED' | 'APPLIED' | 'WITHDRAWN' | 'UNDONE' | 'FAILED'
  reason: string
  from: string
  grids: number
  askedBy: string
  askedAt: string
  decidedBy: string | null
  decidedAt: string | null
  appliedAt: string | null
  failure: string | null
  mayUndo: boolean
  mine: boolean
}

export interface GridPage {
  code: string
  nameZh: string
  nameEn: string
  on: string
  outline: Polygon
  grids: Grid[]
  basis: string
  days: string[]
  mayDraw: boolean
  draft: Draft | null
  publications: Publication[]
}

export interface Area {
  code: string
  nameZh: string | null
  nameEn: string | null
  grids: string[]
  unitCode: string | null
  personName: string | null
}
export interface Areas {
  on: string
  areas: Area[]
  days: string[]
}

export type Tool = 'select' | 'move' | 'split' | 'draw'
