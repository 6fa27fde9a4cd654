import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { freePort } from '../lib/free-port.mjs';
import { renderNginx, startNginx } from '../../rig/nginx.mjs';
import { findNginx } from '../../rig/programs.mjs';
import { inRoot } from '../lib/paths.mjs';
import { temporaryFolder, writeTree } from './support/temporary.mjs';

const nginxPath = findNginx();
const needsNginx = { skip: nginxPath ? false : 'no Nginx was found (set NGINX_PATH)' };
const OPEN_FILES = inRoot('client', 'nginx-entrypoint', '10-open-files.envsh');
const FILES_ORIGIN = inRoot('client', 'nginx-entrypoint', '11-files-origin.envsh');
const PAGE = '<!doctype html><title>ChatKet</title>'.padEnd(2_000, ' ');
const CODE = 'console.log("hello");'.padEnd(2_000, '\n');
const EXPECTED_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': /camera=\(\).*microphone=\(self\)/,
  'content-security-policy': /^default-src 'none'; script-src 'self';.*frame-ancestors 'none'$/,
};

test('every value of the templates has to be given', (t) => {
  assert.throws(() => renderNginx(temporaryFolder(t), {}), /needs a value for/);
});

test('what was rendered keeps the variables of Nginx', (t) => {
  const folder = temporaryFolder(t);
  const settings = ['LISTEN', 'ROOT', 'SERVERS', 'TEMP', 'ACCESS_LOG', 'LOG_LEVEL', 'OPEN_FILES'];
  const names = [...settings, 'UPLOADS_ORIGIN', 'READS_ORIGIN'].map((name) => [
    `CHATKET_${name}`,
    `the-${name}`,
  ]);
  renderNginx(folder, { ...Object.fromEntries(names), NGINX_LOCAL_RESOLVERS: '127.0.0.11' });
  const text = readFileSync(join(folder, 'nginx.conf'), 'utf8');
  assert.match(text, /least_conn;\s+the-SERVERS/);
  // With `consistent` all servers of one name, which is what Compose starts, would take turns.
  assert.match(text, /hash \$proxy_add_x_forwarded_for;/);
  assert.match(text, /\$http_accept_encoding/);
  assert.doesNotMatch(text, /\$\{[A-Z]/);
});

test('no worker asks for more open files than the system lets it have', () => {
  const read = (limit) =>
    execFileSync('sh', ['-c', `ulimit -n ${limit}; . "$0"; echo "$CHATKET_OPEN_FILES"`, OPEN_FILES], {
      encoding: 'utf8',
    }).trim();
  assert.equal(read('500'), '500');
  const most = execFileSync('sh', ['-c', 'ulimit -H -n'], { encoding: 'utf8' }).trim();
  assert.equal(read('"$(ulimit -H -n)"'), String(Math.min(16_384, most === 'unlimited' ? Infinity : most)));
});

test('pages may speak to the S3 of the settings, and to no other origin', () => {
  const read = (env) =>
    execFileSync('sh', ['-c', '. "$0"; echo "$CHATKET_UPLOADS_ORIGIN|$CHATKET_READS_ORIGIN"', FILES_ORIGIN], {
      encoding: 'utf8',
      env: { S3_ENDPOINT: 'http://minio:9000', ...env },
    }).trim();
  const s3 = { FILES_DRIVER: 's3', S3_BUCKET: 'chat' };
  assert.equal(read({}), '|');
  assert.equal(read(s3), 'http://minio:9000|');
  assert.equal(
    read({ ...s3, S3_PUBLIC_ENDPOINT: 'https://s3.example/', S3_PATH_STYLE: 'off', FILES_REDIRECT: 'on' }),
    'https://chat.s3.example| https://chat.s3.example',
  );
});

test('the real Nginx', needsNginx, async (t) => {
  const root = join(temporaryFolder(t), `clié nt $uri {1}; # "x" 'y' \\z`);
  mkdirSync(root);
  const compressed = (name, text) => ({
    [name]: text,
    [`${name}.br`]: brotliCompressSync(text),
    [`${name}.gz`]: gzipSync(text),
  });
  writeTree(root, {
    ...compressed('index.html', PAGE),
    ...compressed('assets/app-1a2b.js', CODE),
    'favicon.svg': '<svg/>',
  });
  const seen = [];
  const server = await startServer(t, seen);
  const accessLog = join(temporaryFolder(t), 'access.log');
  const nginx = await startNginx({
    port: await freePort(),
    upstream: server.address,
    root,
    nginxPath,
    accessLog,
  });
  t.after(() => nginx.stop());
  const get = (path, headers = {}, options = {}) => send(nginx.url + path, { headers, ...options });

  await t.test('a place inside the client is the page, and never cached', async () => {
    for (const path of ['/', '/rooms/42', '/index.html']) {
      const answer = await get(path);
      assert.equal(answer.status, 200, path);
      assert.equal(answer.body.toString(), PAGE);
      assert.equal(answer.headers['cache-control'], 'no-cache');
      assert.match(answer.headers['content-type'], /^text\/html/);
    }
  });

  for (const [path, text, type, caching] of [
    ['/rooms/42', PAGE, /^text\/html/, 'no-cache'],
    ['/assets/app-1a2b.js', CODE, /^text\/javascript/, 'public, max-age=31536000, immutable'],
  ]) {
    await t.test(`${path} comes ready-made in the encoding that the browser takes`, async () => {
      for (const [accepted, encoding, decode] of [
        ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
        ['br;q=0.5', 'br', brotliDecompressSync],
        ['gzip, br;q=0', 'gzip', gunzipSync],
        ['gzip', 'gzip', gunzipSync],
        ['', undefined, (body) => body],
      ]) {
        const answer = await get(path, { 'accept-encoding': accepted });
        assert.equal(answer.headers['content-encoding'], encoding, accepted);
        assert.equal(decode(answer.body).toString(), text);
        assert.match(answer.headers['content-type'], type);
        assert.match(answer.headers.vary, /Accept-Encoding/);
        assert.equal(answer.headers['cache-control'], caching);
        assertSecured(answer);
      }
    });
  }

  await t.test(
    'a missing asset is a 404 that is not remembered, and a .br file has no address of its own',
    async () => {
      for (const path of ['/assets/gone.js', '/assets/app-1a2b.js.br']) {
        const answer = await get(path, { 'accept-encoding': 'br' });
        assert.equal(answer.status, 404, path);
        assert.doesNotMatch(answer.headers['cache-control'] ?? '', /immutable/);
        assertSecured(answer);
      }
    },
  );

  await t.test('the server is asked with the address and the host that the browser used', async () => {
    const answer = await get('/api/rooms?all=true', { 'x-forwarded-for': '6.6.6.6', host: 'chat.example' });
    assertSecured(answer);
    assert.equal(answer.headers.server, 'nginx');
    const { url, headers } = seen.at(-1);
    assert.equal(url, '/api/rooms?all=true');
    assert.equal(headers['x-forwarded-for'], '6.6.6.6, 127.0.0.1');
    assert.equal(headers['x-forwarded-proto'], 'http');
    assert.equal(headers.host, 'chat.example');
  });

  await t.test('the health, the documentation and its own content policy come from the server', async () => {
    assert.equal((await get('/health')).body.toString(), 'from the server: /health');
    for (const path of ['/docs', '/docs/', '/docs-json']) {
      const answer = await get(path);
      assert.equal(answer.body.toString(), `from the server: ${path}`);
      assertSecured(answer, { 'content-security-policy': /^policy of the server$/ });
    }
  });

  await t.test('a line is written for what failed, and for nothing else', async () => {
    assert.equal((await get('/nginx-health')).status, 204);
    assert.equal((await get('/api/rooms')).status, 200);
    const unwanted = await get('/assets/nowhere.js');
    assert.equal(unwanted.status, 404);
    const lines = readFileSync(accessLog, 'utf8').trim().split('\n');
    assert.match(lines.at(-1), /"GET \/assets\/nowhere\.js" 404 /);
    for (const line of lines) assert.match(line, /" [45]\d\d /);
  });

  await t.test('a socket is upgraded and passed through', async () => {
    const socket = request(`${nginx.url}/socket.io/?transport=websocket`, {
      headers: { connection: 'Upgrade', upgrade: 'websocket' },
    }).end();
    const [answer, connection] = await once(socket, 'upgrade');
    assert.equal(answer.statusCode, 101);
    connection.write('ping');
    assert.equal(String((await once(connection, 'data'))[0]), 'echo ping');
    connection.destroy();
  });

  await t.test('a body beyond the limit is refused in the words of the API', async () => {
    const answer = await get('/api/rooms', {}, { method: 'POST', body: 'x'.repeat(257 * 1024) });
    assert.equal(answer.status, 413);
    assert.equal(JSON.parse(answer.body).code, 'PAYLOAD_TOO_LARGE');
    assertSecured(answer);
  });

  await t.test('a reload takes over without a gap', async () => {
    await nginx.reload();
    assert.equal((await get('/')).status, 200);
  });

  await t.test(
    'while the server is away the API says so in its own words, and the page still comes',
    async () => {
      server.stop();
      for (const path of ['/api/rooms', '/socket.io/?transport=polling', '/docs', '/health']) {
        const answer = await get(path);
        assert.equal(answer.status, 503, path);
        assert.equal(JSON.parse(answer.body).code, 'UNAVAILABLE');
        assertSecured(answer);
      }
      assert.equal((await get('/')).status, 200);
    },
  );
});

/** Exactly one of each header: a second one of another kind would be a trap for whoever changes the first. */
function assertSecured({ headers, raw }, changes = {}) {
  for (const [name, expected] of Object.entries({ ...EXPECTED_HEADERS, ...changes })) {
    assert.match(
      headers[name] ?? 'missing',
      expected instanceof RegExp ? expected : new RegExp(`^${expected}$`),
      name,
    );
    assert.equal(raw.filter((each) => each.toLowerCase() === name).length, 1, `${name} comes once`);
  }
}

test('Nginx before several servers', needsNginx, async (t) => {
  const root = temporaryFolder(t);
  writeTree(root, { 'index.html': PAGE });
  const seen = [[], []];
  const servers = await Promise.all(seen.map((each) => startServer(t, each)));
  const nginx = await startNginx({
    port: await freePort(),
    upstream: servers.map(({ address }) => address),
    root,
    nginxPath,
  });
  t.after(() => nginx.stop());
  const get = (path, from = '10.0.0.1') => send(nginx.url + path, { headers: { 'x-forwarded-for': from } });
  const counts = () => seen.map(({ length }) => length);

  await t.test('spreads requests, and websockets that begin as such', async () => {
    for (let n = 0; n < 8; n += 1) await get('/api/rooms');
    for (let n = 0; n < 8; n += 1) await get('/socket.io/?EIO=4&transport=websocket');
    assert.deepEqual(counts(), [8, 8]);
  });

  await t.test('leaves a connection that polls, or began so, with one server', async () => {
    for (const from of ['10.0.0.1', '10.0.0.2', '10.0.0.3']) {
      const before = counts();
      await get('/socket.io/?EIO=4&transport=polling', from);
      for (let n = 0; n < 4; n += 1) await get('/socket.io/?EIO=4&transport=polling&sid=1', from);
      await get('/socket.io/?EIO=4&transport=websocket&sid=1', from);
      const more = counts().map((count, place) => count - before[place]);
      assert.deepEqual(more.sort(), [0, 6]);
    }
  });

  await t.test(
    'goes on with the others while one is gone, and believes none to be gone for long',
    async () => {
      servers[0].stop();
      for (let n = 0; n < 8; n += 1) assert.equal((await get('/api/rooms')).status, 200);
      for (const from of ['10.0.0.1', '10.0.0.2', '10.0.0.3'])
        assert.equal((await get('/socket.io/?EIO=4&transport=polling', from)).status, 200);
    },
  );
});

async function startServer(t, seen) {
  const server = createServer((message, response) => {
    seen.push(message);
    for (const [name, value] of Object.entries(EXPECTED_HEADERS)) {
      response.setHeader(name, typeof value === 'string' ? value : 'policy of the server');
    }
    response.end(`from the server: ${message.url}`);
  });
  server.on('upgrade', (_message, socket) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
    socket.on('data', (chunk) => socket.write(`echo ${chunk}`));
    socket.on('error', () => {}); // the browser went away
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = () => (server.close(), server.closeAllConnections());
  t.after(stop);
  return { address: `127.0.0.1:${server.address().port}`, stop };
}

async function send(url, { headers, method = 'GET', body }) {
  const message = request(url, { method, headers, agent: false }).end(body);
  const [answer] = await once(message, 'response');
  const chunks = await answer.toArray();
  return {
    status: answer.statusCode,
    headers: answer.headers,
    raw: answer.rawHeaders,
    body: Buffer.concat(chunks),
  };
}
