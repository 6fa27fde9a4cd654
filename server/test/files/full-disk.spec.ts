import { describe, expect, it } from '@jest/globals';
import { callerWith, expectRefusal } from '../support/rest.js';
import { uploadsOf } from '../support/uploads.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice],
} = useWorld(['alice'], { FILES_MIN_FREE: '9000TB' });

describe('a disk without room', () => {
  it('S100 takes no file, and the server goes on', async () => {
    const room = await world.people.createRoom(alice, 'Kitchen');
    expectRefusal(await uploadsOf(world.url, alice).begin(room.id, { size: 1 }), 'STORAGE_FULL');
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
