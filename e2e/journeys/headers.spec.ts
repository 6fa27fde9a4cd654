import { connect, type Socket } from 'node:net';
import type { APIRequestContext } from '@playwright/test';
import { freePort } from '../../scripts/lib/free-port.mjs';
import { startNginx } from '../../rig/nginx.mjs';
import { CLIENT_DIR, expect, test as base } from '../support/world.js';

const CLIENT_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self' ws: wss:; font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const DOCS_POLICY = CLIENT_POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");

/** Exactly one of each, whatever is answered. */
const HEADERS = {
  'x-content-type-options': ['nosniff'],
  'referrer-policy': ['no-referrer'],
  'cross-origin-opener-policy': ['same-origin'],
  'cross-origin-resource-policy': ['same-origin'],
  'permissions-policy': [
    'camera=(), geolocation=(), microphone=(self), payment=(), usb=(), browsing-topics=()',
  ],
  'x-powered-by': [],
  'set-cookie': [],
  'access-control-allow-origin': [],
};

const POST = { method: 'POST', headers: { 'content-type': 'application/json' } };

/** Every kind of answer: how it is asked for, and its status. */
const KINDS: [
  name: string,
  path: string,
  status: number,
  options?: Parameters<APIRequestContext['fetch']>[1],
][] = [
  ['the page', '/', 200],
  ['a place inside the client', '/rooms/somewhere', 200],
  ['a file', '/favicon.svg', 200],
  ['a missing asset', '/assets/none.js', 404],
  ['an answer of the API', '/api/config', 200],
  ['the health', '/health', 200],
  ['a body that is no JSON', '/api/auth/request-code', 400, { ...POST, data: '{' }],
  ['a missing login', '/api/rooms', 401],
  ['an address of nothing', '/api/none', 404],
  ['a method of nothing', '/api/config', 404, { method: 'PUT' }],
  ['a body that is too large', '/api/auth/request-code', 413, { ...POST, data: ' '.repeat(70_000) }],
  ['a body that is far too large', '/api/auth/request-code', 413, { ...POST, data: ' '.repeat(300_000) }],
  ['one request too many', '/api/auth/request-code', 429, { ...POST, data: '{"username":"eager"}' }],
  ['the documentation', '/docs/', 200],
  ['a part of the documentation', '/docs/swagger-ui.css', 200],
  ['the documentation as JSON', '/docs-json', 200],
  ['a socket by polling', '/socket.io/?EIO=4&transport=polling', 200],
  ['a socket of another protocol', '/socket.io/?EIO=3&transport=polling', 400],
  [
    'a socket for a foreign page',
    '/socket.io/?EIO=4&transport=polling',
    403,
    { headers: { origin: 'https://evil.example' } },
  ],
];

interface Fronts {
  nginx: string;
  server: string;
}

const test = base.extend<object, { fronts: Fronts }>({
  fronts: [
    async ({ server }, use) => {
      const nginxPath = process.env.NGINX_PATH ?? '';
      const upstream = new URL(server.url).host;
      const nginx = await startNginx({ port: await freePort(), upstream, root: CLIENT_DIR, nginxPath });
      await use({ nginx: nginx.url, server: server.url });
      await nginx.stop();
    },
    { scope: 'worker' },
  ],
});

test.describe.configure({ timeout: 120_000 });
test.use({ serverEnv: { AUTH_REQUESTS_PER_ACCOUNT: '1' } });
test.skip(!process.env.NGINX_PATH, 'the real Nginx, because none was found (set NGINX_PATH)');

for (const front of ['nginx', 'server'] as const) {
  test(`S132 S247 every kind of answer of the ${front} carries the same headers`, async ({
    fronts,
    request,
  }) => {
    await request.post(`${fronts.server}/api/auth/request-code`, { data: { username: 'eager' } });
    for (const [name, path, status, options] of KINDS) {
      const answer = await request.fetch(fronts[front] + path, options);
      const sent = answer.headersArray();
      const valuesOf = (header: string) =>
        sent.filter((each) => each.name.toLowerCase() === header).map(({ value }) => value);
      const seen = Object.fromEntries(Object.keys(HEADERS).map((header) => [header, valuesOf(header)]));
      expect({ name, status: answer.status(), ...seen }).toEqual({ name, status, ...HEADERS });
      // The page of the documentation has styles in it; its other answers come with it.
      const policy = path.startsWith('/docs/') ? DOCS_POLICY : CLIENT_POLICY;
      expect(valuesOf('content-security-policy').map(comparable), name).toEqual([comparable(policy)]);
      expect(valuesOf('server'), name).toEqual(front === 'nginx' ? ['nginx'] : []);
      expect(await answer.text(), name).not.toMatch(/at .*\.(js|ts):\d+|node_modules|nginx\/\d/);
    }
  });
}

test('S132 S092 what Nginx answers by itself carries them too, also while the server is away', async ({
  fronts,
  request,
  server,
}) => {
  const requests = [
    'GET / HTTP/9.9\r\n\r\n',
    'nonsense\r\n\r\n',
    `GET /${'x'.repeat(40_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
  ];
  for (const bytes of requests) {
    const answer = (await exchange(fronts.nginx, bytes)).toLowerCase();
    expect(answer, bytes.slice(0, 20)).toMatch(/^http\/1\.1 4\d\d |^http\/1\.1 505 /);
    for (const [name, [value]] of Object.entries(HEADERS))
      if (value) expect(answer).toContain(`${name}: ${value}`);
    expect(answer).toContain(`content-security-policy: ${CLIENT_POLICY}`);
  }
  await server.kill();
  try {
    for (const path of ['/api/rooms', '/health', '/socket.io/?EIO=4&transport=polling']) {
      const answer = await request.get(fronts.nginx + path);
      expect(answer.status()).toBe(503);
      expect(answer.headers()).toMatchObject({
        'content-security-policy': CLIENT_POLICY,
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      });
      expect(await answer.json()).toMatchObject({ code: 'UNAVAILABLE' });
    }
  } finally {
    await server.start();
  }
});

for (const front of ['nginx', 'server'] as const) {
  test(`S086 no second request is smuggled past the ${front}`, async ({ fronts }) => {
    const head = 'POST /api/auth/request-code HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
    const hidden = 'GET /api/config HTTP/1.1\r\nHost: x\r\n\r\n';
    const length = `Content-Length: ${String(hidden.length + 5)}\r\n`;
    const attempts = [
      `${head}${length}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`,
      `${head}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n5c\r\n${hidden}\r\n0\r\n\r\n`,
      `${head}Content-Length: 0\r\n${length}\r\n${hidden}`,
      `${head}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${hidden}`,
      `${head}Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n${hidden}`,
      `${head}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${hidden}`,
      `${head}Content-Length: +4\r\n\r\n{}  ${hidden}`,
      `${head}Content-Length: -1\r\n\r\n${hidden}`,
    ];
    for (const bytes of attempts) {
      const answer = await exchange(fronts[front], bytes);
      expect(answer, bytes).toMatch(/^(HTTP\/1\.1 (400|411|501) |$)/);
      expect(answer, bytes).not.toContain('codeDelivery');
    }
  });
}

test('S060 hundreds of requests that are never finished keep nobody out, and are ended', async ({
  fronts,
  request,
}) => {
  const { port } = new URL(fronts.nginx);
  const sockets: Socket[] = Array.from({ length: 300 }, (_, n) => {
    const socket = connect(Number(port), '127.0.0.1');
    socket.on('error', () => undefined);
    const isUpgrade = n % 2 === 0;
    socket.write(
      isUpgrade
        ? 'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n'
        : 'POST /api/auth/request-code HTTP/1.1\r\nHost: x\r\n',
    );
    return socket.resume();
  });
  const ended = sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
  for (let n = 0; n < 5; n += 1) expect((await request.get(`${fronts.nginx}/api/config`)).status()).toBe(200);
  await Promise.all(ended);
});

/** Directives in one order, as the two fronts write them differently. */
function comparable(policy: string): string {
  return policy.split(/;\s*/).filter(Boolean).sort().join('; ');
}

/** Sends bytes as they are. @returns everything that comes back until the connection ends or has answered */
function exchange(url: string, bytes: string): Promise<string> {
  const { port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.end(bytes));
    let answer = '';
    socket.on('data', (data) => (answer += data.toString()));
    socket.on('error', () => resolve(answer));
    socket.on('close', () => resolve(answer));
  });
}
