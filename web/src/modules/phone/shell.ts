/**
 * Lets the phone pages open again without a network; see `public/sw.js`. Needs https or localhost. What was loaded before
 * the service worker took over, and the pages a person goes to next, are handed to it.
 */
export function registerShell(...next: (() => Promise<unknown>)[]): void {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
  void navigator.serviceWorker
    .register('/sw.js')
    .then(() => navigator.serviceWorker.ready)
    .then(async (registration) => {
      await Promise.all(next.map((load) => load()))
      const keep = performance
        .getEntriesByType('resource')
        .map((entry) => new URL(entry.name))
        .filter((url) => url.origin === location.origin)
        .map((url) => url.pathname)
      registration.active?.postMessage({ keep })
    })
    .catch(() => {})
}
