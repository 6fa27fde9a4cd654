import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { freePort } from '../../scripts/lib/free-port.mjs';
import { startNginx } from '../../rig/nginx.mjs';
import { chat, roomName } from '../support/chat.js';
import { sendCutFile } from '../support/cut-upload.js';
import { expect, test as base } from '../support/world.js';

const CLIENT_DIR = fileURLToPath(new URL('../../client/dist', import.meta.url));

/** The same world, seen through the real Nginx with the configuration of the image. */
const test = base.extend<object, { front: { url: string; reload: () => Promise<void> } }>({
  front: [
    async ({ server }, use) => {
      const nginxPath = process.env.NGINX_PATH ?? '';
      const upstream = new URL(server.url).host;
      const nginx = await startNginx({ port: await freePort(), upstream, root: CLIENT_DIR, nginxPath });
      await use({ url: nginx.url, reload: () => nginx.reload() });
      await nginx.stop();
    },
    { scope: 'worker' },
  ],
  url: async ({ front }, use) => use(front.url),
});

test.use({ serviceWorkers: 'allow' });
test.skip(!process.env.NGINX_PATH, 'the real Nginx, because none was found (set NGINX_PATH)');

test('two people talk through Nginx, and its reload disturbs nobody', async ({ newcomer, front }) => {
  // By the way through the login page, as that goes through the front as well.
  const [alice, bob] = await Promise.all([newcomer('alice', {}, '/'), newcomer('bob', {}, '/')]);
  const room = roomName('Proxy');
  await chat.createRoom(alice.page, room);
  await chat.joinRoom(bob.page, room);
  await chat.say(alice.page, 'through the front');
  await chat.hears(bob.page, 'through the front');
  await front.reload();
  await chat.say(bob.page, 'after the reload');
  await chat.hears(alice.page, 'after the reload');
  await chat.isStoredOnce(bob.page, 'after the reload');

  // A picture of somebody is larger than other bodies may be, and its address has a policy of its own.
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  const bytes = await sharp({ create: { width: 700, height: 700, channels: 3, background: '#888', noise } })
    .png()
    .toBuffer();
  await alice.page.getByRole('button', { name: 'Settings', exact: true }).click();
  await alice.page.getByRole('button', { name: 'All settings' }).click();
  const profile = alice.page.getByRole('region', { name: 'Profile' });
  await profile
    .locator('input[type=file]')
    .setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: bytes });
  const put = alice.page.waitForRequest((request) => request.method() === 'PUT');
  await alice.page.getByRole('button', { name: 'Use the picture' }).click();
  expect((await put).url()).toBe(`${front.url}/api/me/picture`);
  const seen = chat.message(bob.page, 'through the front').locator('img[src^="/api/files/pictures/"]');
  await expect(seen).toHaveJSProperty('naturalWidth', 256);
});

test('a file goes through Nginx under its policy, is cut off, its page reloaded offline, and arrives with equal bytes', async ({
  conversation,
}) => {
  const { alice, bob } = await conversation('Files in front');
  const refused: string[] = [];
  alice.page.on('console', (line) => {
    if (line.text().includes('Content Security Policy')) refused.push(line.text());
  });
  await sendCutFile(alice, bob, {
    size: 2 * 1024 * 1024 + 123,
    cutAt: 1,
    rest: ['1', '2'],
    isPart: (url) => /\/api\/uploads\/[^/]+\/parts\/(\d+)$/.exec(url)?.[1],
  });
  expect(refused).toEqual([]);
});

test('every answer carries the security headers, errors included', async ({ front, request }) => {
  const paths = [
    '/',
    '/rooms/somewhere',
    '/assets/none.js',
    '/api/config',
    '/api/none',
    '/health',
    '/docs/',
    '/docs-json',
  ];
  for (const path of paths) {
    const headers = (await request.get(front.url + path)).headers();
    expect(headers['content-security-policy'], path).toContain("default-src 'none'");
    expect(headers['x-content-type-options'], path).toBe('nosniff');
    expect(headers['referrer-policy'], path).toBe('no-referrer');
    expect(headers['cross-origin-opener-policy'], path).toBe('same-origin');
    expect(headers['permissions-policy'], path).toContain('camera=()');
    expect(headers['x-powered-by'], path).toBeUndefined();
  }
});

test('the client is cached as it should be and comes compressed', async ({ front, request }) => {
  const page = await request.get(`${front.url}/rooms/anywhere`);
  expect(page.status()).toBe(200);
  expect(page.headers()['cache-control']).toBe('no-cache');
  const script = /src="(\/assets\/[^"]+\.js)"/.exec(await page.text())?.[1] ?? '';
  for (const [accepted, sent] of [
    ['br, gzip', 'br'],
    ['gzip', 'gzip'],
  ] as const) {
    const answer = await request.get(front.url + script, { headers: { 'accept-encoding': accepted } });
    expect(answer.headers()['content-encoding']).toBe(sent);
    expect(answer.headers()['cache-control']).toContain('immutable');
    expect(answer.headers()['content-type']).toContain('javascript');
  }
  expect((await request.get(`${front.url}/assets/none.js`)).status()).toBe(404);
});

test('what is too large is refused at the front', async ({ front, request }) => {
  const data = { username: 'x'.repeat(300_000) };
  expect((await request.post(`${front.url}/api/auth/request-code`, { data })).status()).toBe(413);
});

test('parts of files pass the front, and files come with the policy that the server has for them', async ({
  front,
  request,
}) => {
  const api = `${front.url}/api`;
  const username = `nginx-${String(process.pid)}`;
  const asked = await request.post(`${api}/auth/request-code`, { data: { username } });
  const { code } = (await asked.json()) as { code: string };
  const login = await request.post(`${api}/auth/verify-code`, { data: { username, code } });
  const { accessToken } = (await login.json()) as { accessToken: string };
  const headers = { authorization: `Bearer ${accessToken}` };
  const made = await request.post(`${api}/rooms`, { headers, data: { name: 'Files' } });
  const { id: roomId } = (await made.json()) as { id: string };
  const id = crypto.randomUUID();
  const size = 1024 * 1024 + 1;
  const begun = await request.post(`${api}/rooms/${roomId}/uploads`, {
    headers,
    data: { id, name: 'a.bin', size },
  });
  expect(begun.status()).toBe(201);
  const octets = { ...headers, 'content-type': 'application/octet-stream' };
  const put = (part: number, bytes: number) =>
    request.put(`${api}/uploads/${id}/parts/${String(part)}`, { headers: octets, data: Buffer.alloc(bytes) });
  expect((await put(0, size - 1)).status()).toBe(204);
  expect((await put(1, 1)).status()).toBe(204);
  expect((await put(1, 7 * 1024 * 1024)).status()).toBe(413);
  expect((await request.post(`${api}/uploads/${id}/complete`, { headers, data: {} })).status()).toBe(200);
  const none = await request.get(`${api}/files/${id}`, { headers });
  expect(none.status()).toBe(404);
  expect(none.headers()['cache-control']).toBe('private, no-store');
  expect(none.headersArray().filter(({ name }) => /^content-security-policy$/i.test(name))).toHaveLength(1);
});
