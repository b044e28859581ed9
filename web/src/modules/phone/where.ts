import { onScopeDispose, readonly, ref, type Ref } from 'vue'

/** A point in WGS-84 degrees. */
export interface Place {
  lat: number
  lng: number
}

/** The phone's own position, kept up to date while the page is open; absent when refused or not known. */
export interface Whereabouts {
  place: Readonly<Ref<Place | undefined>>
  /** Metres of uncertainty. */
  accuracy: Readonly<Ref<number | undefined>>
  /** True once the person or the phone has said no. */
  denied: Readonly<Ref<boolean>>
}

/** Watches the position; `moved` is called with every fix. */
export function useWhereabouts(moved: (place: Place) => void = () => {}): Whereabouts {
  const place = ref<Place>()
  const accuracy = ref<number>()
  const denied = ref(false)
  if ('geolocation' in navigator) {
    const watch = navigator.geolocation.watchPosition(
      ({ coords }) => {
        place.value = { lat: coords.latitude, lng: coords.longitude }
        accuracy.value = coords.accuracy
        denied.value = false
        moved(place.value)
      },
      (failure) => {
        if (failure.code === failure.PERMISSION_DENIED) denied.value = true
      },
      { enableHighAccuracy: true, maximumAge: 15_000, timeout: 20_000 },
    )
    onScopeDispose(() => navigator.geolocation.clearWatch(watch))
  } else denied.value = true
  return { place: readonly(place), accuracy: readonly(accuracy), denied: readonly(denied) }
}

/** A place the phone has found, and how far it may be off in metres. */
export interface Fix {
  place: Place
  accuracy: number
}

/** One fix of the position, or undefined when it cannot be had in time. */
export function fixOnce(timeoutMillis = 10_000): Promise<Fix | undefined> {
  return new Promise((resolve) => {
    if (!('geolocation' in navigator)) return resolve(undefined)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({ place: { lat: coords.latitude, lng: coords.longitude }, accuracy: coords.accuracy }),
      () => resolve(undefined),
      { enableHighAccuracy: true, maximumAge: 30_000, timeout: timeoutMillis },
    )
  })
}

/** Only the place of such a fix. */
export const locateOnce = async (timeoutMillis?: number): Promise<Place | undefined> =>
  (await fixOnce(timeoutMillis))?.place
