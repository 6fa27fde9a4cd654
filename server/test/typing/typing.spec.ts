import { describe, expect, it } from '@jest/globals';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob, mallory],
} = useWorld(['alice', 'bob', 'mallory']);

/** Two people in a room, one of whom watches what the other does. */
async function pair() {
  const { id: roomId } = await world.people.createRoom(alice);
  await world.people.join(bob, roomId);
  const watcher = await world.people.connect(alice);
  const writer = await world.people.connect(bob);
  for (const device of [watcher, writer]) await device.tell('room:join', { roomId });
  return { roomId, watcher, writer };
}

describe('typing:update', () => {
  it('is heard by the others in the room, and its end too', async () => {
    const { roomId, watcher, writer } = await pair();
    await writer.tell('typing:update', { roomId, isTyping: true });
    expect(await watcher.next('typing:update')).toEqual({
      roomId,
      user: { id: bob.id, username: 'bob' },
      isTyping: true,
    });
    await writer.tell('typing:update', { roomId, isTyping: false });
    await watcher.next('typing:update', ({ isTyping }) => !isTyping);
    await writer.settled();
    expect(writer.all('typing:update')).toEqual([]);
  });

  it('ends by itself when nothing more is heard of it', async () => {
    const { roomId, watcher, writer } = await pair();
    await writer.tell('typing:update', { roomId, isTyping: true });
    writer.close();
    expect(await watcher.next('typing:update', ({ isTyping }) => !isTyping)).toMatchObject({ roomId });
  });

  it('repeated within two seconds is heard once', async () => {
    const { roomId, watcher, writer } = await pair();
    await world.clock.standing(async () => {
      await Promise.all(
        Array.from({ length: 10 }, () => writer.tell('typing:update', { roomId, isTyping: true })),
      );
      world.clock.advance(2_000);
      await writer.tell('typing:update', { roomId, isTyping: true });
    });
    await watcher.settled();
    expect(watcher.all('typing:update')).toHaveLength(2);
  });

  it('is heard again after two seconds, also when the clock was set back', async () => {
    const { roomId, watcher, writer } = await pair();
    await world.clock.standing(async () => {
      await writer.tell('typing:update', { roomId, isTyping: true });
      world.clock.jump(-3_600_000);
      world.clock.advance(2_000);
      await writer.tell('typing:update', { roomId, isTyping: true });
      world.clock.jump(3_600_000);
      await writer.tell('typing:update', { roomId, isTyping: true });
    });
    await watcher.settled();
    expect(watcher.all('typing:update')).toHaveLength(2);
  });

  it('is refused to whoever is not in the room, and nobody hears it', async () => {
    const { roomId, watcher } = await pair();
    const m = await world.people.connect(mallory);
    expect(await m.refused('typing:update', { roomId, isTyping: true })).toMatchObject({
      code: 'NOT_A_MEMBER',
    });
    expect(await m.askAnything('typing:update', { roomId, isTyping: 'yes' })).toMatchObject({
      code: 'VALIDATION',
      fields: [{ field: 'isTyping' }],
    });
    await watcher.settled();
    expect(watcher.all('typing:update')).toEqual([]);
  });
});
