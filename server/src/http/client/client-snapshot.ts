import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { ConfigError } from '../../config/index.js';

/** What the build lays beside a file: the same file, packed, under a longer name. In the order of preference. */
const PACKED = [
  { encoding: 'br', ending: '.br' },
  { encoding: 'gzip', ending: '.gz' },
] as const;
export type Encoding = (typeof PACKED)[number]['encoding'];

/** The built client has 2 MB. What is larger is another folder, and would be memory for good. */
const MAX_BYTES = 64 * 1024 * 1024;

/** The bytes of a file under one encoding. */
export interface Representation {
  body: Buffer;
  /** Of these bytes and no others (RFC 9110, section 8.8.3). */
  etag: string;
}

export interface ClientFile {
  /** As in its name, with the dot. */
  extension: string;
  lastModified: Date;
  plain: Representation;
  packed: Map<Encoding, Representation>;
}

/**
 * Reads a built web client whole, so that serving it opens no file: nothing can be missing, cut off or half replaced
 * later, whatever happens to the folder. A newer build is served after a restart.
 * @returns the files by their path in the address, such as `/index.html`; without those whose name begins with a dot
 * @throws ConfigError when there is no client in the folder
 */
export function readClient(dir: string): Map<string, ClientFile> {
  if (!existsSync(join(dir, 'index.html')))
    throw new ConfigError([`CLIENT_DIR: there is no built client (no index.html) in ${dir}`]);
  const paths = filesOf(dir);
  const bytes = [...paths.values()].reduce((sum, path) => sum + statSync(path).size, 0);
  if (bytes > MAX_BYTES)
    throw new ConfigError([`CLIENT_DIR: ${dir} holds far more than a built client; name the folder of one`]);
  return new Map([...paths.keys()].filter(isOriginal).map((name) => [name, read(name)]));

  function isOriginal(name: string): boolean {
    return !PACKED.some(({ ending }) => name.endsWith(ending) && paths.has(stem(name, ending)));
  }

  function read(name: string): ClientFile {
    const path = paths.get(name) ?? '';
    const packed = new Map<Encoding, Representation>();
    for (const { encoding, ending } of PACKED) {
      const twin = paths.get(name + ending);
      if (twin !== undefined) packed.set(encoding, represent(twin));
    }
    return {
      extension: extname(name),
      lastModified: statSync(path).mtime,
      plain: represent(path),
      packed,
    };
  }
}

function filesOf(dir: string): Map<string, string> {
  const entries = readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((relative) => !relative.split(sep).some((part) => part.startsWith('.')))
    .map((relative) => [`/${relative.split(sep).join('/')}`, join(dir, relative)] as const);
  return new Map(entries.filter(([, path]) => statSync(path).isFile()));
}

function stem(name: string, ending: string): string {
  return name.slice(0, -ending.length);
}

function represent(path: string): Representation {
  const body = readFileSync(path);
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` };
}
