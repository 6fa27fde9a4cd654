import assert from 'node:assert/strict';
import { test } from 'node:test';
import { satisfies } from '../lib/installation.mjs';

const lock = (packages) => ({ packages });
const WANTED = lock({
  '': { name: 'root' },
  contract: { version: '0.1.0' },
  'node_modules/@chatket/contract': { resolved: 'contract', link: true },
  'node_modules/a': { version: '1.0.0', resolved: 'https://registry/a-1.0.0.tgz' },
  'node_modules/other-system': { version: '1.0.0', optional: true },
});
const PRESENT = {
  'node_modules/@chatket/contract': { resolved: 'contract', link: true },
  'node_modules/a': { version: '1.0.0', resolved: 'https://registry/a-1.0.0.tgz' },
};

test('everything the lock file asks for is there, but for what is meant for other systems', () => {
  assert.equal(satisfies(lock(PRESENT), WANTED), true);
});

test('something added by hand does no harm', () => {
  assert.equal(satisfies(lock({ ...PRESENT, 'node_modules/b': { version: '1.0.0' } }), WANTED), true);
});

test('another version calls for an installation', () => {
  const other = {
    ...PRESENT,
    'node_modules/a': { version: '0.9.0', resolved: 'https://registry/a-0.9.0.tgz' },
  };
  assert.equal(satisfies(lock(other), WANTED), false);
});

test('a missing package or workspace calls for an installation', () => {
  for (const path of Object.keys(PRESENT)) {
    const { [path]: _missing, ...rest } = PRESENT;
    assert.equal(satisfies(lock(rest), WANTED), false, path);
  }
});
