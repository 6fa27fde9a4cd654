import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { inRoot } from '../lib/paths.mjs';
import { temporaryFolder, writeTree } from './support/temporary.mjs';

/** Runs the script with a docker that notes what it is asked, and knows so many servers. */
function restart(t, servers, failsAt = 'never') {
  const folder = temporaryFolder(t);
  const said = join(folder, 'said');
  writeTree(folder, {
    docker: `#!/bin/sh
echo "$*" >> "${said}"
case "$*" in *" ps "*) printf '${servers.map((id) => `${id}\\n`).join('')}' ;; *"${failsAt}"*) exit 1 ;; esac
`,
  });
  chmodSync(join(folder, 'docker'), 0o755);
  const { status } = spawnSync(process.execPath, [inRoot('scripts', 'rolling-restart.mjs'), '-f', 'a.yml'], {
    env: { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` },
    encoding: 'utf8',
  });
  const lines = existsSync(said) ? readFileSync(said, 'utf8').split('\n').filter(Boolean) : [];
  return { status, deeds: lines.filter((line) => !line.includes(' ps ')) };
}

const up = (count) =>
  `compose -f a.yml up --detach --no-deps --no-recreate --wait --scale server=${count} server`;

test('servers are restarted one after the other, the next when all are ready', (t) => {
  const { status, deeds } = restart(t, ['one', 'two']);
  assert.equal(status, 0);
  assert.deepEqual(deeds, [
    'compose -f a.yml build server',
    'stop --time 30 one',
    'rm one',
    up(2),
    'stop --time 30 two',
    'rm two',
    up(2),
  ]);
});

test('a server that does not come back keeps the others as they are', (t) => {
  const { status, deeds } = restart(t, ['one', 'two'], ' up ');
  assert.equal(status, 1);
  assert.ok(!deeds.includes('stop --time 30 two'));
});

test('a single server is not restarted', (t) => {
  assert.deepEqual(restart(t, ['one']), { status: 1, deeds: [] });
});
