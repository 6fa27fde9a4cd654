import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const CHROMIUM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const CHROMIUM_PLACES = [
  '/usr/bin',
  '/snap/bin',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const SERVER_PLACES = ['/usr/sbin', '/usr/local/sbin', '/usr/local/bin', '/opt/homebrew/bin'];

/** @returns {Promise<string | undefined>} path of a Chromium for the browser tests */
export async function findChromium(environment = process.env) {
  const places = [...searchPath(environment), ...CHROMIUM_PLACES];
  return firstRunnable([
    environment.CHROMIUM_PATH,
    ...combine(places, CHROMIUM_NAMES),
    ...places,
    await playwrightOwn(),
  ]);
}

/** @returns {string | undefined} path of an Nginx for the tests of its configuration */
export function findNginx(environment = process.env) {
  return firstRunnable([
    environment.NGINX_PATH,
    ...combine([...searchPath(environment), ...SERVER_PLACES], ['nginx']),
  ]);
}

/** @returns {string | undefined} path of a PgBouncer for the tests of a pooled database */
export function findPgbouncer(environment = process.env) {
  return firstRunnable([
    environment.PGBOUNCER_PATH,
    ...combine([...searchPath(environment), ...SERVER_PLACES], ['pgbouncer']),
  ]);
}

/** @returns {string | undefined} path of a Swift, for an object store that speaks S3 */
export function findSwift(environment = process.env) {
  return firstRunnable([
    environment.SWIFT_PATH,
    ...combine([...searchPath(environment), ...SERVER_PLACES, '/usr/bin'], ['swift-proxy-server']),
  ]);
}

/** @returns {string | undefined} path of a Redis for the tests of several processes */
export function findRedis(environment = process.env) {
  return firstRunnable([
    environment.REDIS_SERVER_PATH,
    ...combine(['/usr/bin', ...searchPath(environment), ...SERVER_PLACES], ['redis-server']),
  ]);
}

/** @returns {string | undefined} path of a clamd, which looks at files */
export function findClamd(environment = process.env) {
  return firstRunnable([
    environment.CLAMD_PATH,
    ...combine([...searchPath(environment), ...SERVER_PLACES], ['clamd']),
  ]);
}

/** @returns {string | undefined} path of a Firefox as its makers build it, which takes push messages */
export function findFirefox(environment = process.env) {
  const places = [...searchPath(environment), '/usr/bin', '/Applications/Firefox.app/Contents/MacOS'];
  return firstRunnable([environment.FIREFOX_PATH, ...combine(places, ['firefox-esr', 'firefox'])]);
}

async function playwrightOwn() {
  try {
    const { chromium } = await import('playwright-core');
    return chromium.executablePath();
  } catch {
    return undefined; // not installed: the search goes on without it
  }
}

function searchPath({ PATH = '' }) {
  return PATH.split(delimiter).filter(Boolean);
}

function combine(places, names) {
  return places.flatMap((place) => names.map((name) => join(place, name)));
}

function firstRunnable(paths) {
  return paths.filter(Boolean).find(isRunnableFile);
}

function isRunnableFile(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
