import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { scenery } from '../support/pictures.js';
import { callerWith, expectRefusal } from '../support/rest.js';
import { uploadsOf } from '../support/uploads.js';
import { useWorld } from '../support/world.js';

const MB = 1024 * 1024;
/** A disk in memory, on which nobody else writes much. */
const MEMORY = '/dev/shm';
const isThere = existsSync(MEMORY);
const folder = isThere ? mkdtempSync(join(MEMORY, 'chatket-full-')) : '';
const free = () => {
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize;
};
afterAll(() => {
  if (isThere) rmSync(folder, { recursive: true });
});

const {
  world,
  cast: [alice],
} = useWorld(
  ['alice'],
  isThere
    ? { FILES_DIR: folder, FILES_MIN_FREE: `${String(Math.floor(free() / MB) - 24)}MB` }
    : { FILES_MIN_FREE: '9000TB' },
);

describe('a disk without room', () => {
  const onLinux = isThere ? it : it.skip;
  onLinux('S100 makes nothing of an upload for which it has no room, and keeps its parts', async () => {
    const room = await world.people.createRoom(alice, 'Kitchen');
    const mine = uploadsOf(world.url, alice);
    const picture = await scenery().png().toBuffer();
    const id = randomUUID();
    await mine.begin(room.id, { id, size: picture.length }).expect(201);
    await mine.put(id, 0, picture).expect(204);
    const ballast = join(folder, 'ballast');
    writeFileSync(ballast, Buffer.alloc(32 * MB));
    expectRefusal(await mine.complete(id), 'STORAGE_FULL');
    expect(readdirSync(folder).sort()).toEqual(['ballast', 'parts']);
    rmSync(ballast);
    await mine.complete(id).expect(200);
  });

  it('S100 takes no file, and the server goes on', async () => {
    const room = await world.people.createRoom(alice, 'Kitchen');
    expectRefusal(await uploadsOf(world.url, alice).begin(room.id, { size: 64 * MB }), 'STORAGE_FULL');
    await callerWith(world.url, alice.token).get('/api/health').expect(200);
    const device = await world.people.connectLog(alice);
    expect(
      await device.ask('message:send', {
        roomId: room.id,
        text: 'still here',
        clientMsgId: 'full-disk-0001',
      }),
    ).toMatchObject({ success: true });
  });
});
