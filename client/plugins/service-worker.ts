import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Plugin } from 'vite';
import { WORDS } from '../worker/words.ts';

const SOURCE = new URL('../worker/sw.js', import.meta.url);

/**
 * Writes `sw.js`, which keeps every file of this build for offline use and shows what is pushed, in the words of `words.ts`. Its version is a hash of all their contents:
 * an equal build has an equal worker, and browsers notice any other.
 */
export function serviceWorker(): Plugin {
  let publicDir = '';
  return {
    name: 'service-worker',
    apply: 'build',
    enforce: 'post',
    configResolved: (config) => {
      publicDir = config.publicDir;
    },
    generateBundle(_options, bundle) {
      const files = new Map<string, string | Uint8Array>();
      for (const [name, file] of Object.entries(bundle))
        files.set(name === 'index.html' ? '/' : `/${name}`, file.type === 'chunk' ? file.code : file.source);
      for (const path of readdirSync(publicDir, { recursive: true, withFileTypes: true }))
        if (path.isFile()) {
          const full = join(path.parentPath, path.name);
          files.set(`/${relative(publicDir, full).replaceAll('\\', '/')}`, readFileSync(full));
        }
      const hash = createHash('sha256');
      const names = [...files.keys()].sort();
      for (const name of names) hash.update(name).update(files.get(name) ?? '');
      const source = readFileSync(SOURCE, 'utf8')
        .replace('__VERSION__', hash.digest('hex').slice(0, 16))
        .replace("['__FILES__']", JSON.stringify(names))
        .replace("{ __WORDS__: '' }", JSON.stringify(WORDS));
      this.emitFile({ type: 'asset', fileName: 'sw.js', source });
    },
  };
}
