// Keeps the files of one version of the client, so that the page opens without a connection, and shows what is pushed. Of what
// people say nothing is kept here: the API, the socket and the documentation are never touched.
const VERSION = '__VERSION__';
const FILES = ['__FILES__'];
const WORDS = { __WORDS__: '' };
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
self.addEventListener('push', (event) => event.waitUntil(showPushed(event.data.json())));
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(openRoom(event.notification.data?.roomId, event.notification.data?.messageId));
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
  // Where storage fails, the page comes as it does to browsers without a worker.
  const kept = await caches.match(path, { cacheName: CACHE }).catch(() => undefined);
  return kept ?? fetch(request);
}

/** Safari ends the subscription of who shows nothing three times; the others let it pass while a page is looked at. */
const MUST_SHOW = /AppleWebKit(?!.*Chrome)/.test(self.navigator.userAgent);

async function showPushed(pushed) {
  await closeRead(pushed.read ?? []);
  const words = WORDS[pushed.language] ?? WORDS.en;
  const { roomId, messageId, rootId, seq, because, sender, room, text } = pushed;
  const isReminder = because === 'reminder';
  const look = { icon: '/icons/192.png', badge: '/icons/192.png' };
  const { kind } = pushed;
  if (kind === 'test' || kind === 'export')
    return self.registration.showNotification(words.title, { ...look, body: words[kind], tag: kind });
  if (kind === 'gone') return showGone(pushed, { look, words });
  const pages = await self.clients.matchAll({ type: 'window' });
  // Whoever looks at a page sees it there.
  if (!MUST_SHOW && pages.some((page) => page.focused)) return undefined;
  if (kind === 'request') {
    const { id, what, name } = pushed;
    const names = [name, room].filter(Boolean).join(' · ');
    return self.registration.showNotification(names || words.title, {
      ...look,
      body: words[what],
      tag: id,
      // It goes when it was answered or read, not when the room is.
      data: { roomId, seq: Infinity },
    });
  }
  const title = [isReminder && words.reminder, sender, room].filter(Boolean).join(' · ') || words.title;
  // A reminder does not go when the room is read.
  const data = { roomId, rootId, seq: isReminder ? Infinity : seq };
  // These are not at the end of the room.
  if (isReminder || rootId) data.messageId = messageId;
  return self.registration.showNotification(title, {
    ...look,
    body: text || words.message,
    tag: messageId,
    data,
  });
}

/** The text goes with its message. The note stays, as browsers want to see one for what is pushed. */
async function showGone({ roomId, messageId }, { look, words }) {
  const [note] = await self.registration.getNotifications({ tag: messageId });
  if (!note && !MUST_SHOW) return undefined;
  const { title = words.title, data = { roomId, seq: Infinity } } = note ?? {};
  return self.registration.showNotification(title, {
    ...look,
    body: words.gone,
    tag: messageId,
    silent: true,
    data,
  });
}

/** Takes away what was read elsewhere: no push comes for that alone. */
async function closeRead(parts) {
  const read = new Map(parts.map(({ seq, ...part }) => [keyOf(part), seq]));
  for (const note of await self.registration.getNotifications())
    if (note.data && note.data.seq <= (read.get(keyOf(note.data)) ?? -1)) note.close();
}

/** A room, or a thread of it. */
const keyOf = ({ roomId, rootId = '' }) => `${roomId} ${rootId}`;

async function openRoom(roomId, messageId) {
  const [page] = await self.clients.matchAll({ type: 'window' });
  const path = messageId ? `/rooms/${roomId}/m/${messageId}` : `/rooms/${roomId}`;
  if (!page) return self.clients.openWindow(roomId ? path : '/');
  if (roomId) page.postMessage({ openRoom: roomId, ...(messageId && { openMessage: messageId }) });
  await page.focus();
}
