import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** @returns a folder that is removed when the test ends */
export function temporaryFolder(t) {
  const path = mkdtempSync(join(tmpdir(), 'chatket-scripts-'));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Writes files, given as `{ 'path/of/file': 'content' }`, into a folder. */
export function writeTree(folder, files) {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}
