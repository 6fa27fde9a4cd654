import { describe, expect, it } from '@jest/globals';
import { io } from 'socket.io-client';
import type { Person } from '../support/people.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice],
} = useWorld(['alice'], { ALLOWED_ORIGINS: 'https://friend.example', RATE_LIMIT_MESSAGES: '1000' });

describe('a client of the plain contract', () => {
  it('does the whole journey with timestamps only', async () => {
    const { people } = world;
    const bob = await people.logIn('bob');
    const { id: roomId } = await people.createRoom(alice, 'Plain');
    await people.join(bob, roomId);
    const connect = (person: Person) =>
      new Promise<ReturnType<typeof io>>((resolve) => {
        const socket = io(world.url, { auth: { token: person.token }, forceNew: true });
        socket.once('connect', () => {
          resolve(socket);
        });
      });
    const [a, b] = await Promise.all([connect(alice), connect(bob)]);
    const heard: { text: string; createdAt: string }[] = [];
    const hears = (text: string) =>
      new Promise<void>((resolve) => {
        const listen = (message: { text: string; createdAt: string }) => {
          heard.push(message);
          if (message.text !== text) return;
          b.off('message:new', listen);
          resolve();
        };
        b.on('message:new', listen);
      });
    const sends = (text: string) =>
      a.emitWithAck('message:send', { roomId, text, clientMsgId: `plain-${text}`, replyToId: null });
    for (const socket of [a, b])
      expect(await socket.emitWithAck('room:join', { roomId })).toEqual({ success: true });

    const first = hears('hello-one');
    expect(await sends('hello-one')).toMatchObject({ success: true });
    await first;
    b.disconnect();
    expect(await sends('hello-two')).toMatchObject({ success: true });
    const missed = hears('hello-two');
    b.connect();
    await new Promise<void>((resolve) =>
      b.once('connect', () => {
        resolve();
      }),
    );
    const lastSeenAt = heard.at(-1)?.createdAt;
    const synced = (await b.emitWithAck('rooms:sync', { rooms: [{ roomId, lastSeenAt }] })) as {
      success: boolean;
    };
    expect(synced.success).toBe(true);
    await missed;
    const live = hears('hello-three');
    await sends('hello-three');
    await live;
    expect([...new Set(heard.map(({ text }) => text))]).toEqual(['hello-one', 'hello-two', 'hello-three']);
    expect(await b.emitWithAck('typing:update', { roomId, isTyping: true })).toEqual({ success: true });
    expect(await b.emitWithAck('room:leave', { roomId })).toEqual({ success: true });
    a.disconnect();
    b.disconnect();
  });
});
