import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { installCommand, isInstalled, markInstalled } from '../lib/installation.mjs';
import { PACKAGE, startRegistry } from './support/registry.mjs';
import { temporaryFolder, writeTree } from './support/temporary.mjs';

const WANTED = {
  '': { name: 'root' },
  contract: { version: '0.1.0' },
  'node_modules/@chatket/contract': { resolved: 'contract', link: true },
  'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/a/node_modules/b': { version: '2.0.0', integrity: 'sha512-b', dev: true },
  'node_modules/other-system': { version: '1.0.0', optional: true },
};
const { '': _root, contract: _contract, 'node_modules/other-system': _other, ...PRESENT } = WANTED;

/** A project whose node_modules hold these packages, as npm would have left them. */
function project(t, present, { wanted = WANTED, onDisk = present } = {}) {
  const root = temporaryFolder(t);
  const manifests = Object.entries(onDisk).map(([path, { version }]) => [
    `${path}/package.json`,
    JSON.stringify({ version }),
  ]);
  writeTree(root, {
    'package-lock.json': JSON.stringify({ packages: wanted }),
    'node_modules/.package-lock.json': JSON.stringify({ packages: present }),
    ...Object.fromEntries(manifests),
  });
  return root;
}

const without = (packages, path) =>
  Object.fromEntries(Object.entries(packages).filter(([key]) => key !== path));

test('everything the lock file asks for is there, but for what is meant for other systems', (t) => {
  assert.equal(isInstalled('developing', project(t, PRESENT)), true);
});

test('what npm notes beside the versions does not matter, as it depends on settings', (t) => {
  const noted = Object.fromEntries(
    Object.entries(PRESENT).map(([path, entry]) => [
      path,
      { ...entry, resolved: `https://mirror/${path}`, license: 'MIT' },
    ]),
  );
  assert.equal(isInstalled('developing', project(t, noted)), true);
});

test('something added by hand does no harm', (t) => {
  const more = { ...PRESENT, 'node_modules/c': { version: '1.0.0' } };
  assert.equal(isInstalled('developing', project(t, more)), true);
});

test('another version calls for an installation, whatever npm has noted', (t) => {
  const other = { ...PRESENT, 'node_modules/a': { version: '0.9.0' } };
  assert.equal(isInstalled('developing', project(t, other)), false);
  assert.equal(isInstalled('developing', project(t, PRESENT, { onDisk: other })), false);
});

test('a missing package or workspace calls for an installation', (t) => {
  for (const path of Object.keys(PRESENT)) {
    assert.equal(isInstalled('developing', project(t, without(PRESENT, path))), false, path);
    const gone = project(t, PRESENT, { onDisk: without(PRESENT, path) });
    if (path !== 'node_modules/a') assert.equal(isInstalled('developing', gone), false, path);
  }
});

test('an installation that was cut off is noticed', (t) => {
  const root = project(t, PRESENT);
  rmSync(join(root, 'node_modules', '.package-lock.json'));
  assert.equal(isInstalled('running', root), false);
  writeFileSync(join(root, 'node_modules', '.package-lock.json'), '{"packages": {');
  assert.equal(isInstalled('running', root), false);
});

test('what was installed for running is enough to run, and not to develop, until the lock file changes', (t) => {
  const root = project(t, without(PRESENT, 'node_modules/a/node_modules/b'));
  assert.equal(isInstalled('running', root), false, 'nobody has said that this is all');
  markInstalled('running', root);
  assert.equal(isInstalled('running', root), true);
  assert.equal(isInstalled('developing', root), false);
  const changed = { ...WANTED, 'node_modules/d': { version: '1.0.0' } };
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: changed }));
  assert.equal(isInstalled('running', root), false);
});

test('what Prisma brings along for others is left out where it only has to run', (t) => {
  const runtime = join('node_modules', '@prisma', 'client', 'runtime');
  const kept = ['client.mjs', 'query_compiler_fast_bg.postgresql.mjs'];
  const unused = [
    'client.mjs.map',
    'query_compiler_fast_bg.mysql.mjs',
    'query_compiler_small_bg.postgresql.mjs',
  ];
  const root = project(t, PRESENT);
  writeTree(join(root, runtime), Object.fromEntries([...kept, ...unused].map((name) => [name, ''])));
  markInstalled('developing', root);
  assert.equal(readdirSync(join(root, runtime)).length, kept.length + unused.length);
  markInstalled('running', root);
  assert.deepEqual(readdirSync(join(root, runtime)).sort(), kept);
});

test('what was installed for developing is enough to run', (t) => {
  assert.equal(isInstalled('running', project(t, PRESENT)), true);
});

/**
 * A project with one small package from the registry. Its lock file names no addresses, like ours; npm looks one up, and
 * notes it, for a package that is wanted by a tag, as one of ours wants another.
 */
function smallProject(t, { integrity }, more = {}) {
  const root = temporaryFolder(t);
  const manifest = {
    ...{ name: 'small', version: '1.0.0', dependencies: { [PACKAGE.name]: 'latest' } },
    ...more.manifest,
  };
  const packages = {
    '': manifest,
    [`node_modules/${PACKAGE.name}`]: { version: PACKAGE.version, integrity },
    ...more.packages,
  };
  writeTree(root, {
    'package.json': JSON.stringify(manifest),
    'package-lock.json': JSON.stringify({ name: 'small', version: '1.0.0', lockfileVersion: 3, packages }),
  });
  return root;
}

/** Somebody who has never used npm on this machine: an empty home, and none of our settings but where packages are. */
function freshUser(t, { url }) {
  const ours = Object.keys(process.env).filter((key) => /^npm_/i.test(key));
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([key]) => !ours.includes(key)));
  const { npm_execpath: npm } = process.env;
  return {
    ...inherited,
    HOME: temporaryFolder(t),
    USERPROFILE: temporaryFolder(t),
    npm_config_registry: url,
    ...(npm && { npm_execpath: npm }),
  };
}

test('after a real npm ci by a fresh user nothing is left to install', async (t) => {
  const registry = await startRegistry(t);
  const root = smallProject(t, registry);
  const [program, ...args] = installCommand('developing');
  const { status, stderr } = spawnSync(program, args, {
    cwd: root,
    env: freshUser(t, registry),
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  const noted = JSON.parse(readFileSync(join(root, 'node_modules', '.package-lock.json'), 'utf8'));
  assert.ok(
    noted.packages[`node_modules/${PACKAGE.name}`].resolved,
    'npm has noted what our lock does not say',
  );
  assert.equal(isInstalled('developing', root), true);
});

test('a real npm ci that is killed leaves something to install, and the next one finishes it', async (t) => {
  const registry = await startRegistry(t);
  const root = smallProject(t, registry);
  const [program, ...args] = installCommand('developing');
  const env = freshUser(t, registry);
  const child = spawn(program, args, { cwd: root, env, stdio: 'ignore' });
  setImmediate(() => child.kill('SIGKILL'));
  await once(child, 'exit');
  if (!existsSync(join(root, 'node_modules', '.package-lock.json')))
    assert.equal(isInstalled('developing', root), false);
  assert.equal(spawnSync(program, args, { cwd: root, env }).status, 0);
  assert.equal(isInstalled('developing', root), true);
});

/** What people set for themselves, each for good reasons, and what would leave things out or put them elsewhere. */
const OWN_SETTINGS = {
  omit: 'dev optional peer',
  'ignore-scripts': 'true',
  'legacy-peer-deps': 'true',
  global: 'true',
  'dry-run': 'true',
  'package-lock': 'false',
  'package-lock-only': 'true',
  'bin-links': 'false',
  'install-strategy': 'linked',
  'install-links': 'true',
};

test('what somebody has set for npm leaves nothing out and puts nothing elsewhere', async (t) => {
  const registry = await startRegistry(t);
  const part = { version: PACKAGE.version, integrity: registry.integrity };
  for (const [key, value] of Object.entries(OWN_SETTINGS)) {
    const root = smallProject(t, registry, {
      manifest: {
        devDependencies: { dev: `npm:${PACKAGE.name}@${PACKAGE.version}` },
        optionalDependencies: { may: `npm:${PACKAGE.name}@${PACKAGE.version}` },
      },
      packages: {
        'node_modules/dev': { name: PACKAGE.name, ...part, dev: true },
        'node_modules/may': { name: PACKAGE.name, ...part, optional: true },
      },
    });
    const env = {
      ...freshUser(t, registry),
      [`npm_config_${key.replaceAll('-', '_')}`]: value,
      NODE_ENV: 'production',
    };
    const [program, ...args] = installCommand('developing');
    const { status, stderr } = spawnSync(program, args, { cwd: root, env, encoding: 'utf8' });
    assert.equal(status, 0, `${key}: ${stderr}`);
    for (const name of [PACKAGE.name, 'dev', 'may'])
      assert.ok(
        existsSync(join(root, 'node_modules', name, 'package.json')),
        `${key}=${value} left out ${name}`,
      );
    assert.equal(isInstalled('developing', root), true, key);
  }
});
