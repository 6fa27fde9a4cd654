import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { startNginx } from '../../../rig/nginx.mjs';
import { startPostgres } from '../../../rig/postgres.mjs';
import { ServerProcess } from '../../../rig/server-process.mjs';
import { freePort } from '../free-port.mjs';
import { Refusal } from '../refusal.mjs';

const FLAGS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
];
/** Frames come as soon as they are drawn, so that what is measured is our work and not the pace of a screen. */
const UNPACED = ['--disable-frame-rate-limit', '--disable-gpu-vsync'];

/**
 * The product as people meet it: the production server and client behind the real Nginx, and a real browser.
 * @param {{ clientDir: string }} options
 * @returns {Promise<{ url: string, debugPort: number, browser: import('playwright-core').BrowserContext,
 *   openUnpaced(): Promise<import('playwright-core').BrowserContext>,
 *   openClean(options: import('playwright-core').BrowserContextOptions): Promise<import('playwright-core').BrowserContext>,
 *   databaseUrl: string, stop(): Promise<void> }>} `openClean` opens a browser of its own each time
 * @throws Refusal naming the program that is missing
 */
export async function setStage({ clientDir }) {
  const nginxPath = program('NGINX_PATH', ['/usr/sbin/nginx', '/usr/bin/nginx']);
  const chromiumPath = program('CHROMIUM_PATH', ['/usr/bin/chromium', '/usr/bin/google-chrome']);
  const folder = mkdtempSync(join(tmpdir(), 'chatket-stage-'));
  const ends = [async () => rmSync(folder, { recursive: true, force: true })];
  const stop = async () => {
    for (const end of ends.reverse()) await end();
  };

  try {
    const postgres = await startPostgres('stage', { isDurable: true });
    ends.push(() => postgres.stop());
    await postgres.server.ensureDatabase('stage');
    const databaseUrl = postgres.url('stage');
    const server = await startServer(databaseUrl);
    ends.push(() => server.stop());
    const nginx = await startNginx({
      port: await freePort(),
      upstream: `127.0.0.1:${server.port}`,
      root: clientDir,
      nginxPath,
    });
    ends.push(() => nginx.stop());
    const debugPort = await freePort();
    const open = async (name, flags) => {
      const context = await chromium.launchPersistentContext(join(folder, name), {
        executablePath: chromiumPath,
        args: [...FLAGS, ...flags],
        viewport: { width: 1280, height: 800 },
      });
      ends.push(() => context.close());
      return context;
    };
    const browser = await open('profile', [`--remote-debugging-port=${debugPort}`]);
    const openUnpaced = () => open('unpaced', UNPACED);
    const openClean = async (options) => {
      const clean = await chromium.launch({ executablePath: chromiumPath, args: FLAGS });
      ends.push(() => clean.close());
      return clean.newContext(options);
    };
    return { url: nginx.url, debugPort, browser, openUnpaced, openClean, databaseUrl, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function startServer(databaseUrl) {
  const env = {
    DATABASE_URL: databaseUrl,
    NODE_ENV: undefined, // as people start it
    LOG_LEVEL: 'error',
    RATE_LIMIT_MESSAGES: '100000',
    RATE_LIMIT_WINDOW_MS: '1000',
  };
  return ServerProcess.start(env, { onOutput: (text) => process.stderr.write(text) });
}

function program(variable, places) {
  const found = [process.env[variable], ...places].find((path) => path && existsSync(path));
  if (!found) throw new Refusal(`A program is missing: set ${variable} to its path.`);
  return found;
}
