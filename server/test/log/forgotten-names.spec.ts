import { describe, expect, it } from '@jest/globals';
import { LogRepository } from '../../src/log/log.repository.js';
import type { Device } from '../support/device.js';
import type { Person } from '../support/people.js';
import { callerWith, say } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice],
} = useWorld(['alice']);

/** Who said what a device is told when it asks for all of a room. */
const namesIn = async (device: Device, roomId: string): Promise<string[]> => {
  device.forget();
  await device.tell('rooms:sync', { rooms: [{ roomId, lastSeq: 0 }] });
  return device
    .all('room:log')
    .flatMap(({ entries }) => entries.flatMap((entry) => ('sender' in entry ? [entry.sender.username] : [])));
};

describe('a page of a log that is read while somebody changes their name', () => {
  it('does not bring the old name back to those who ask later', async () => {
    const [bob] = (await world.people.crowd(1)) as [Person];
    const room = await world.people.createRoom(alice);
    await world.people.join(bob, room.id);
    await say(world, room, bob, ['hello']);
    const device = await world.people.connectLog(alice);

    const log = world.app.get(LogRepository);
    const read = log.pagesAfter.bind(log);
    log.pagesAfter = async (...asked) => {
      const pages = await read(...asked);
      log.pagesAfter = read;
      await callerWith(world.url, bob.token).put('/api/me/username', { username: 'bobby' }).expect(200);
      return pages;
    };
    expect(await namesIn(device, room.id)).toEqual([bob.username]);
    expect(await namesIn(device, room.id)).toEqual(['bobby']);
  });
});
