import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { inRoot } from '../lib/paths.mjs';
import { engineFaults, FLOORS, lockFaults, manifestFaults } from '../lib/supply-chain.mjs';

const good = {
  version: '8.21.3',
  integrity: 'sha512-abc',
  resolved: 'https://registry.npmjs.org/ws/-/ws-8.21.3.tgz',
};
const faultsOf = (entry, path = 'node_modules/ws') =>
  lockFaults({ packages: { [path]: { ...good, ...entry } } });
const wants = (wish) => manifestFaults({ name: 'we', dependencies: { ws: wish } }, ['ours']);

test('S134 a version at its floor or above it is taken', () => {
  for (const version of ['8.21.3', '8.21.4', '8.22.0', '9.0.0', '10.0.0'])
    assert.deepEqual(faultsOf({ version }), []);
  assert.deepEqual(faultsOf({ version: '0.0.1' }, 'node_modules/unknown'), []);
});

test('S134 a version below its floor is a fault, wherever in the tree it stands', () => {
  for (const version of ['8.21.2', '8.9.9', '7.99.99', '8.21.3-beta.1']) {
    assert.equal(faultsOf({ version }).length, 1, version);
    assert.equal(faultsOf({ version }, 'node_modules/a/node_modules/ws').length, 1, version);
  }
  assert.equal(faultsOf({ version: '11.1.15' }, 'node_modules/@nestjs/core').length, 1);
  assert.deepEqual(faultsOf({ version: '11.1.16' }, 'node_modules/@nestjs/core'), []);
});

test('S134 a package from elsewhere or without a checksum is a fault', () => {
  for (const resolved of [
    'http://registry.npmjs.org/ws/-/ws-8.21.3.tgz',
    'https://registry.npmjs.org.evil.example/ws.tgz',
    'git+ssh://git@github.com/websockets/ws.git#abc',
    'file:../ws.tgz',
  ]) {
    assert.equal(faultsOf({ resolved }).length, 1, resolved);
  }
  assert.equal(faultsOf({ integrity: undefined }).length, 1);
  assert.equal(faultsOf({ integrity: 'sha1-abc' }).length, 1);
  assert.equal(faultsOf({ version: undefined }).length, 1);
});

test('S134 only versions are asked for', () => {
  for (const wish of ['8.21.3', '^8.21.3', '~8.21.3', '^8', '18.4.0-beta.17'])
    assert.deepEqual(wants(wish), []);
  for (const wish of [
    '*',
    'latest',
    '',
    '>=8',
    'github:websockets/ws',
    'git+https://x/y.git',
    'https://x/y.tgz',
    'file:../x',
    'npm:other@1',
  ])
    assert.equal(wants(wish).length, 1, wish);
  const nested = manifestFaults({ name: 'we', overrides: { a: { b: 'git://x/y' } } }, []);
  assert.equal(nested.length, 1);
});

test('S134 every floor is one of a package that is there', () => {
  const names = Object.keys(JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')).packages);
  for (const floor of Object.keys(FLOORS)) {
    const isThere = names.some((path) => path.startsWith(`node_modules/${floor.replace(/\*$/, '')}`));
    assert.ok(isThere, floor);
  }
});

test('S134 what wants another Node than we promise is a fault, unless it is built for processors that we do not serve', () => {
  const faults = (more) =>
    engineFaults(
      { packages: { 'node_modules/a': { engines: { node: '^20.9.0' }, ...more } } },
      '^20.19.0 || ^22.12.0',
    );
  assert.equal(faults({}).length, 1);
  assert.equal(faults({ optional: true, cpu: ['x64'] }).length, 1);
  assert.equal(faults({ cpu: ['ia32'] }).length, 1);
  assert.deepEqual(faults({ optional: true, cpu: ['ia32'] }), []);
});

test('S134 our own dependencies have no fault', () => {
  execFileSync(process.execPath, [inRoot('scripts', 'check-dependencies.mjs')]);
});

test('S135 nothing that is kept in the repository is a secret', () => {
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: inRoot(), encoding: 'utf8' })
    .split('\0')
    .filter(Boolean);
  const SECRETS = [
    /eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/, // a token
    /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
    /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
    /\bgh[pousr]_\w{30,}/,
    /\bxox[abprs]-[\w-]{10,}/,
  ];
  assert.ok(files.length > 100);
  for (const file of files.filter((name) => !/\.(png|ico|woff2?)$/.test(name))) {
    const text = read(file);
    for (const secret of SECRETS) assert.doesNotMatch(text, secret, file);
  }
  assert.ok(!files.some((name) => /(^|\/)\.env$|\.(pem|key|p12)$|id_rsa/.test(name)));
});

/** What a file says; one that is being moved away says nothing. */
function read(file) {
  try {
    return readFileSync(inRoot(file), 'utf8');
  } catch {
    return '';
  }
}
