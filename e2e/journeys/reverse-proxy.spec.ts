import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../scripts/lib/free-port.mjs';
import { runNginx } from '../../rig/nginx.mjs';
import { chat } from '../support/chat.js';
import { expect, test as base } from '../support/world.js';

const DOCUMENT = new URL('../../docs/reverse-proxy.md', import.meta.url);

/** The sample of the document, with other names in it and on another port. */
function sample(folder: string, port: number, upstream: string): string {
  const [, text = ''] = /^```nginx\n(.*?)^```/ms.exec(readFileSync(DOCUMENT, 'utf8')) ?? [];
  const [https = ''] = text.split(/^(?=server \{\n {4}listen 80;)/m);
  const changes: [RegExp, string][] = [
    [/listen 443 ssl;/, `listen 127.0.0.1:${String(port)} ssl;`],
    [/ +listen \[::\]:443 ssl;\n/, ''],
    [/\S+fullchain\.pem/, join(folder, 'cert.pem')],
    [/\S+privkey\.pem/, join(folder, 'key.pem')],
    [/http:\/\/127\.0\.0\.1:8080/, `http://${upstream}`],
  ];
  return changes.reduce((config, [from, to]) => {
    if (!from.test(config)) throw new Error(`the sample has no ${String(from)}`);
    return config.replace(from, to);
  }, https);
}

function makeCertificate(folder: string): void {
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => join(folder, name)) as [string, string];
  const what = ['-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'];
  execFileSync('openssl', ['req', '-x509', ...what, '-keyout', key, '-out', cert], { stdio: 'ignore' });
}

/** The same world, seen through TLS and an Nginx that is set up as the document says. */
const test = base.extend<object, { front: { url: string } }>({
  front: [
    async ({ server }, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'chatket-nginx-'));
      const port = await freePort();
      makeCertificate(folder);
      const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
        (name) => `${name}_temp_path t-${name};`,
      );
      const http = [...temp, 'access_log off;', sample(folder, port, new URL(server.url).host)].join('\n');
      writeFileSync(
        join(folder, 'nginx.conf'),
        `pid nginx.pid;\nerror_log stderr notice;\nevents {}\nhttp {\n${http}\n}\n`,
      );
      const url = `https://127.0.0.1:${String(port)}`;
      const nginx = await runNginx({ folder, url, nginxPath: process.env.NGINX_PATH ?? '' });
      await use({ url: nginx.url });
      await nginx.stop();
    },
    { scope: 'worker' },
  ],
  url: async ({ front }, use) => use(front.url),
});
test.use({ ignoreHTTPSErrors: true, serviceWorkers: 'allow', serverEnv: { TRUST_PROXY: '1' } });
test.skip(!process.env.NGINX_PATH, 'the documented Nginx, because none was found (set NGINX_PATH)');

test('two people talk through the documented proxy, and the server has nothing to complain of', async ({
  newcomer,
  server,
}) => {
  const alice = await newcomer('alice', { ignoreHTTPSErrors: true }, '/');
  const websocket = alice.page.waitForEvent('websocket');
  await alice.page.reload();
  expect((await websocket).url()).toMatch(/^wss:/);
  const bob = await newcomer('bob', { ignoreHTTPSErrors: true }, '/');
  await chat.openRoom(alice.page, 'General');
  await chat.openRoom(bob.page, 'General');
  await chat.say(alice.page, 'through TLS');
  await chat.hears(bob.page, 'through TLS');
  expect(server.log()).not.toContain('reverse-proxy.md');
});
