import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { inRoot } from '../scripts/lib/paths.mjs';
import { endOf } from './children.mjs';

const TEMPLATES = inRoot('client', 'nginx');
const SCRIPTS = ['10-open-files', '11-files-origin'].map((name) =>
  inRoot('client', 'nginx-entrypoint', `${name}.envsh`),
);
const NAMES = ['CHATKET_OPEN_FILES', 'CHATKET_UPLOADS_ORIGIN', 'CHATKET_READS_ORIGIN'];
const KEPT_LINES = 20;

/**
 * Writes the configuration that the image uses into a folder, with other values in it.
 * @param {string} folder
 * @param {Record<string, string>} values by the name used in the templates
 * @throws Error naming a value that is missing
 */
export function renderNginx(folder, values) {
  for (const template of readdirSync(TEMPLATES).filter((name) => name.endsWith('.template'))) {
    const text = readFileSync(join(TEMPLATES, template), 'utf8').replaceAll(
      /\$\{([A-Z_]+)\}/g,
      (_match, name) => {
        if (values[name] === undefined) throw new Error(`${template} needs a value for ${name}`);
        return values[name].replaceAll(/["\\]/g, '\\$&'); // the paths are within quotation marks
      },
    );
    writeFileSync(join(folder, basename(template, '.template')), text);
  }
}

/**
 * Runs Nginx, as whoever runs this, with the configuration of the image.
 * @param {object} options
 * @param {number} options.port on the loopback address
 * @param {string | string[]} options.upstream address of the server, such as `127.0.0.1:3000`, or of several
 * @param {string} options.root folder of the built client
 * @param {string} options.nginxPath the program
 * @param {string} [options.accessLog] a file
 * @param {Record<string, string>} [options.files] the settings of the server for files
 * @returns {Promise<{ url: string, reload(): Promise<void>, stop(): Promise<void> }>}
 * @throws Error with what Nginx said when it does not start
 */
export function startNginx({ port, upstream, root, nginxPath, accessLog = '/dev/null', files = {} }) {
  const folder = mkdtempSync(join(tmpdir(), 'chatket-nginx-'));
  // Under a name without a dollar sign, which would begin a variable.
  symlinkSync(resolve(root), join(folder, 'client'));
  renderNginx(folder, {
    CHATKET_LISTEN: `127.0.0.1:${port}`,
    CHATKET_ROOT: join(folder, 'client'),
    CHATKET_SERVERS: [upstream]
      .flat()
      .map((address) => `server ${address} max_fails=0;`)
      .join(' '),
    CHATKET_TEMP: folder,
    CHATKET_ACCESS_LOG: accessLog,
    ...entryPoint(files),
    CHATKET_LOG_LEVEL: 'notice', // says when a worker takes over
    NGINX_LOCAL_RESOLVERS: '127.0.0.1',
  });
  return runNginx({ folder, url: `http://127.0.0.1:${port}`, nginxPath });
}

/** What the image sets before it renders the configuration, as this system allows it. */
function entryPoint(env) {
  const show = NAMES.map((name) => `echo "$${name}"`).join(' && ');
  const script = `${SCRIPTS.map((path) => `. "${path}"`).join(' && ')} && ${show}`;
  const lines = execFileSync('sh', ['-c', script], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  }).split('\n');
  return Object.fromEntries(NAMES.map((name, place) => [name, lines[place] ?? '']));
}

/**
 * Runs Nginx with the `nginx.conf` of a folder, which is removed when it ends.
 * @param {object} options
 * @param {string} options.folder
 * @param {string} options.url where it will listen
 * @param {string} options.nginxPath the program
 * @returns {Promise<{ url: string, reload(): Promise<void>, stop(): Promise<void> }>}
 * @throws Error with what Nginx said when it does not start
 */
export async function runNginx({ folder, url, nginxPath }) {
  // Started by root, the workers would become somebody who cannot read the folders of the tests.
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  const args = ['-e', 'stderr', '-p', folder, '-c', join(folder, 'nginx.conf'), '-g', `daemon off; ${user}`];
  const child = spawn(nginxPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const takeAlong = () => child.kill('SIGTERM');
  process.once('exit', takeAlong);
  child.once('exit', () => {
    process.off('exit', takeAlong);
    rmSync(folder, { recursive: true, force: true });
  });
  const workers = watchWorkers(child);
  await workers.next();

  return {
    url,
    async reload() {
      const started = workers.next();
      child.kill('SIGHUP');
      await started;
    },
    stop: () => endOf(child, 'SIGTERM'),
  };
}

/** Nginx tells on its error log when a worker takes over; by then it listens. */
function watchWorkers(child) {
  const kept = [];
  let waiting;
  createInterface({ input: child.stderr }).on('line', (line) => {
    kept.push(line);
    if (kept.length > KEPT_LINES) kept.shift();
    if (/start worker process \d+/.test(line)) waiting?.resolve();
    if (line.includes('[emerg]'))
      waiting?.reject(new Error(`Nginx does not accept its configuration: ${line}`));
  });
  child.once('error', (error) => waiting?.reject(error));
  child.once('close', () => waiting?.reject(new Error(`Nginx has ended:\n${kept.join('\n')}`)));
  return { next: () => new Promise((resolve, reject) => (waiting = { resolve, reject })) };
}
