import type { CameraForm } from '../cameraTypes'

const PER_LAT = (Math.PI / 180) * 6_371_008.8
const STEP_DEGREES = 10

/** What a camera sees on the map while it is set: a closed ring of longitude and latitude, or nothing. */
export function sector(camera: Pick<CameraForm, 'lng' | 'lat' | 'heading' | 'viewDegrees' | 'reachMetres'>): [number, number][] {
  const { lng, lat, heading } = camera
  if (heading === null || !Number.isFinite(lat)) return []
  const degrees = camera.viewDegrees ?? 60
  const reach = camera.reachMetres ?? 50
  const perLng = PER_LAT * Math.cos((lat * Math.PI) / 180)
  const steps = Math.ceil(degrees / STEP_DEGREES)
  const arc = Array.from({ length: steps + 1 }, (_, i): [number, number] => {
    const turn = ((heading - degrees / 2 + (degrees * i) / steps) * Math.PI) / 180
    return [lng + (reach * Math.sin(turn)) / perLng, lat + (reach * Math.cos(turn)) / PER_LAT]
  })
  const ring = degrees < 360 ? [[lng, lat] as [number, number], ...arc] : arc
  return [...ring, ring[0]!]
}
