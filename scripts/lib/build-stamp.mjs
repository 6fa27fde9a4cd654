import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const NOT_SOURCES = new Set(['node_modules', 'dist', 'generated', 'test', 'coverage']);
const TEST_FILE = /\.(spec|test)\.[a-z]+$/;

/**
 * Remembers from which sources a part was built, by content: touching a file, copying the project or switching a
 * branch back and forth builds nothing again.
 * @param {{ root: string, stampFile: string, sources: string[], outputs: string[] }} part
 *   `sources`: files and folders, relative to `root`, whose change calls for a new build; `outputs`: files without
 *   which there is no build
 * @returns {{ isFresh: boolean, markFresh(): void }} `markFresh` stands for the sources as they were at this call, so
 *   a change made during the build is not lost
 */
export function buildStamp({ root, stampFile, sources, outputs }) {
  const hash = hashOf(root, sources);
  const isComplete = outputs.every((output) => existsSync(join(root, output)));
  return {
    isFresh: isComplete && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash,
    markFresh() {
      mkdirSync(dirname(stampFile), { recursive: true });
      writeFileSync(stampFile, hash);
    },
  };
}

function hashOf(root, sources) {
  const hash = createHash('sha256');
  const files = sources.flatMap((source) => filesIn(join(root, source))).sort();
  for (const file of files)
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  return hash.digest('hex');
}

function filesIn(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => !NOT_SOURCES.has(name) && !TEST_FILE.test(name))
    .flatMap((name) => filesIn(join(path, name)));
}
