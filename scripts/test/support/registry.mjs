import { once } from 'node:events';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { temporaryFolder, writeTree } from './temporary.mjs';

/** The only package that the registry has. */
export const PACKAGE = { name: 'small-part', version: '7.0.0' };

/**
 * A package registry on a loopback address with one package, so that no test waits for one of the internet, with npm's
 * patience of many minutes. It answers while this thread waits for a child, and ends with the test.
 * @returns {Promise<{ url: string, integrity: string }>} the integrity is that of the package, as a lock file has it
 */
export async function startRegistry(t) {
  const folder = temporaryFolder(t);
  writeTree(folder, { 'package/package.json': JSON.stringify(PACKAGE), 'package/index.js': '' });
  const packed = spawnSync('npm', ['pack', './package'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, npm_config_cache: join(folder, 'cache'), npm_config_offline: 'true' },
  });
  if (packed.status !== 0) throw new Error(`npm pack: ${packed.stderr}`);
  const tarball = readFileSync(join(folder, `${PACKAGE.name}-${PACKAGE.version}.tgz`));
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  const worker = new Worker(new URL('registry-worker.mjs', import.meta.url), {
    workerData: { ...PACKAGE, tarball, integrity },
  });
  t.after(() => worker.terminate());
  const [port] = await once(worker, 'message');
  return { url: `http://127.0.0.1:${port}/`, integrity };
}
