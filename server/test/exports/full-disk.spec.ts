import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ObjectStore } from '../../../rig/object-store.mjs';
import { FileStore } from '../../src/files/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { exported } from '../support/exports.js';
import type { Person } from '../support/people.js';
import { scenery } from '../support/pictures.js';
import { callerWith, expectRefusal } from '../support/rest.js';

let objects: ObjectStore;
let world: TestApp;
let bob: Person;
beforeAll(async () => {
  objects = await ObjectStore.start();
  world = await startApp({ ...objects.environment, FILES_MIN_FREE: '9000TB' });
  [bob] = await world.people.cast('bob');
});
afterAll(async () => {
  await world.close();
  await objects.stop();
});

describe('a disk without room, with files elsewhere', () => {
  it('S100 has no export made on it', async () => {
    expect(await exported(world, bob)).toMatchObject({ state: 'failed' });
    const names: string[] = [];
    for await (const { name } of world.app.get(FileStore).objects()) names.push(name);
    expect(names).toEqual([]);
  });

  it('S100 has no picture made on it', async () => {
    const picture = await scenery(300, 300).png().toBuffer();
    const answer = await callerWith(world.url, bob.token)
      .put('/api/me/picture')
      .set('Content-Type', 'application/octet-stream')
      .send(picture);
    expectRefusal(answer, 'STORAGE_FULL');
  });
});
