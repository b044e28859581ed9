/*
 * Lets the phone pages open without a network: the page itself comes from the network when there is one and from the
 * last good copy when there is not; built files have their hash in the name and are kept. Answers of the API are never
 * kept here: the pages keep what they need themselves (modules/phone).
 */
const CACHE = 'yiwang-shell-1'
const SHELL = '/index.html'

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.add(SHELL))
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((n) => n !== CACHE).map((n) => caches.delete(n))))
      .then(() => self.clients.claim()),
  )
})

// The files a page loaded before this worker was there.
self.addEventListener('message', (event) => {
  const paths = (event.data?.keep ?? []).filter((path) => isBuiltFile(path))
  event.waitUntil(Promise.all(paths.map((path) => builtFile(new Request(path)).catch(() => {}))))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (request.mode === 'navigate') event.respondWith(page(request, url))
  else if (isBuiltFile(url.pathname)) event.respondWith(builtFile(request))
})

async function page(request, url) {
  try {
    const answer = await fetch(request)
    if (answer.ok && isPhonePage(url)) await renew(answer.clone())
    return answer
  } catch (failure) {
    const kept = isPhonePage(url) && (await caches.match(SHELL))
    if (kept) return kept
    throw failure
  }
}

/** Keeps a new version of the page; the files of the old one go. */
async function renew(answer) {
  const cache = await caches.open(CACHE)
  const before = await (await cache.match(SHELL))?.text()
  const now = await answer.clone().text()
  if (before === now) return
  for (const request of await cache.keys()) await cache.delete(request)
  await cache.put(SHELL, answer)
}

function isPhonePage(url) {
  return /^\/(worker|report|visits)(\/|$)/.test(url.pathname)
}

function isBuiltFile(path) {
  return path.startsWith('/assets/') || path === '/early.js' || path === '/mark.svg'
}

async function builtFile(request) {
  const cache = await caches.open(CACHE)
  const kept = await cache.match(request)
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok) await cache.put(request, answer.clone())
  return answer
}
