// Keeps the files of one version of the client, so that the page opens without a connection. Nothing that people say
// goes through here: the API, the socket and the documentation are never touched.
const VERSION = '__VERSION__';
const FILES = ['__FILES__'];
const CACHE = `chatket-${VERSION}`;
const SERVER = /^\/(api|socket\.io|docs|docs-json|docs-yaml|health)(\/|$)/;

self.addEventListener('install', (event) => event.waitUntil(keepFiles()));
self.addEventListener('activate', (event) => event.waitUntil(takeOver()));
self.addEventListener('message', (event) => {
  if (event.data === 'take-over') void self.skipWaiting();
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin || SERVER.test(url.pathname)) return;
  // Every address inside the client is the same page.
  const path = request.mode === 'navigate' ? '/' : url.pathname;
  if (FILES.includes(path)) event.respondWith(answer(path, request));
});
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(openRoom(event.notification.data.roomId));
});

async function keepFiles() {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES.map((path) => new Request(path, { cache: 'no-cache' })));
}

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith('chatket-') && name !== CACHE).map((name) => caches.delete(name)),
  );
  await self.clients.claim();
}

async function answer(path, request) {
  const kept = await caches.match(path, { cacheName: CACHE });
  return kept ?? fetch(request);
}

async function openRoom(roomId) {
  const [page] = await self.clients.matchAll({ type: 'window' });
  if (!page) return self.clients.openWindow(`/rooms/${roomId}`);
  page.postMessage({ openRoom: roomId });
  await page.focus();
}
