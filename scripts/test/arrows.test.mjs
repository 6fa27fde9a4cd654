import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { inRoot, packageProgram } from '../lib/paths.mjs';
import { temporaryFolder, writeTree } from './support/temporary.mjs';

const FRONT_DOORS = {
  'contract/src/index.ts': 'export const limit = 1;',
  'server/src/common/index.ts': 'export const common = 1;',
  'server/src/rooms/index.ts': "import '../common/index.js';",
  'server/src/rooms/room.repository.ts': "import 'pg';",
  'server/src/rooms/rooms.module.ts': 'export const module = 1;',
  'server/src/app.module.ts': "import './rooms/rooms.module.js';",
  'client/src/lib/index.ts': 'export const lib = 1;',
  'client/src/store/index.ts': "import '../lib';",
  'client/src/features/rooms/index.ts': "import '../../store';",
  'client/src/app/App.tsx': "import '../features/rooms';",
  'e2e/journey.spec.ts': 'export {};',
};

/** Names of the rules that a project with these files breaks. */
function brokenRules(t, files) {
  const root = temporaryFolder(t);
  writeTree(root, { ...FRONT_DOORS, 'package.json': '{"type":"module"}', ...files });
  mkdirSync(join(root, 'scripts', 'lib'), { recursive: true });
  for (const name of ['.dependency-cruiser.cjs', 'tsconfig.base.json', 'scripts/lib/arrows.cjs'])
    copyFileSync(inRoot(name), join(root, name));
  symlinkSync(inRoot('node_modules'), join(root, 'node_modules'));
  const program = packageProgram('dependency-cruiser', { program: 'depcruise' });
  const args = [
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'json',
    'contract/src',
    'server/src',
    'client/src',
    'e2e',
  ];
  const { stdout, stderr } = spawnSync(process.execPath, [program, ...args], { cwd: root, encoding: 'utf8' });
  assert.ok(stdout, stderr);
  return [...new Set(JSON.parse(stdout).summary.violations.map(({ rule }) => rule.name))].sort();
}

test('imports along the arrows are fine', (t) => {
  assert.deepEqual(brokenRules(t, {}), []);
});

test('imports against the arrows, around a front door or out of their home are found', (t) => {
  const rules = brokenRules(t, {
    'server/src/common/upward.ts': "import '../rooms/index.js';",
    'server/src/chat/side-door.ts': "import '../rooms/room.repository.js';",
    'server/src/chat/sql.ts': "import type { Pool } from 'pg'; export type P = Pool;",
    'server/src/chat/socket.ts': "import type { Socket } from 'socket.io'; export type S = Socket;",
    'server/src/unknown/new.ts': "import '../common/index.js';",
    'server/src/bootstrap.ts': "import './rooms/room.repository.js';",
    'client/src/features/other/index.ts': "import '../rooms';",
    'client/src/lib/upward.ts': "import '../store';",
    'client/src/store/server.ts': "import '../../../server/src/common/index.js';",
    'contract/src/outside.ts': "import 'node:fs';",
    'e2e/inside.ts': "import '../server/src/common/index.js';",
    'server/src/users/one.ts': "import './two.js';",
    'server/src/users/two.ts': "import './one.js'; import './nowhere.js';",
  });
  assert.deepEqual(rules, [
    'client-knows-no-server',
    'client-lib',
    'contract-stands-alone',
    'features-are-strangers',
    'journeys-see-the-outside',
    'no-circular',
    'resolvable',
    'server-chat',
    'server-common',
    'server-folder-without-arrows',
    'server-front-door',
    'server-root-front-door',
    'sockets-stay-at-home',
    'sql-stays-at-home',
  ]);
});

test('what starts things for the tests stands on the embedded PostgreSQL only, and the product knows nothing of it', (t) => {
  const rules = brokenRules(t, {
    'rig/inward.mjs': "import '../server/src/common/index.js';",
    'server/src/common/tested.ts': "import '../../../rig/tokens.mjs';",
    'rig/tokens.mjs': 'export const token = 1;',
    'e2e/starts.ts': "import '../rig/inward.mjs';",
  });
  assert.deepEqual(rules, ['rig-stands-on-the-embedded-postgres', 'server-knows-no-client']);
});
