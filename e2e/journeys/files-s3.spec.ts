import { ObjectStore } from '../../rig/object-store.mjs';
import { findSwift } from '../../rig/programs.mjs';
import { sendCutFile } from '../support/cut-upload.js';
import { expect, test as base } from '../support/world.js';

const MB = 1024 * 1024;

const test = base.extend<object, { objects: ObjectStore; serverEnv: Record<string, string> }>({
  objects: [
    // Playwright looks at the arguments: none are needed.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const objects = await ObjectStore.start();
      await use(objects);
      await objects.stop();
    },
    { scope: 'worker' },
  ],
  serverEnv: [({ objects }, use) => use(objects.environment), { scope: 'worker' }],
});

test.skip(findSwift() === undefined, 'an object store, because no Swift was found (set SWIFT_PATH)');

test('a file goes straight to S3, is cut off, its page reloaded offline, goes on where it was, and arrives with equal bytes', async ({
  conversation,
  objects,
}) => {
  const { alice, bob } = await conversation('Files elsewhere', { serviceWorkers: 'allow' });
  const refused: string[] = [];
  alice.page.on('console', (line) => {
    if (/Content Security Policy|CORS/.test(line.text())) refused.push(line.text());
  });
  await sendCutFile(alice, bob, {
    size: 12 * MB + 123,
    cutAt: 1,
    rest: ['1', '2'],
    isPart: (url) => (url.startsWith(objects.url) ? /\/parts\/[^/]+\/(\d+)\?/.exec(url)?.[1] : undefined),
  });
  expect(refused).toEqual([]);
});
