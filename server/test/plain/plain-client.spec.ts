import { describe, expect, it } from '@jest/globals';
import type { Message } from '@chatket/contract';
import { io } from 'socket.io-client';
import type { Device } from '../support/device.js';
import type { Person } from '../support/people.js';
import { callerWith } from '../support/rest.js';
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

  it('answers messages in a room, and hears what is answered, live and on pages', async () => {
    const { people } = world;
    const bob = await people.logIn('bob');
    const { id: roomId } = await people.createRoom(alice);
    await people.join(bob, roomId);
    const [a, b, log] = [
      await people.connectPlain(alice),
      await people.connectPlain(bob),
      await people.connectLog(bob),
    ];
    for (const device of [a, b, log]) await device.tell('room:join', { roomId });
    const say = (device: Device, text: string, replyToId: string | null) =>
      device.tell('message:send', { roomId, text, clientMsgId: `plain-${text}`, replyToId });
    const { messageId } = await say(a, 'question', null);
    const answer = await say(b, 'answer-1', messageId);
    const replyTo = { id: messageId, text: 'question', sender: { id: alice.id, username: 'alice' } };
    const heard = await a.next('message:new', ({ text }) => text === 'answer-1');
    expect(heard).toMatchObject({ messageId: answer.messageId, replyTo });
    const page = async () =>
      (await callerWith(world.url, alice.token).get(`/api/rooms/${roomId}/messages`).expect(200))
        .body as Message[];
    expect(await page()).toMatchObject([{ messageId }, { messageId: answer.messageId, replyTo }]);
    expect(a.all('message:new').find(({ text }) => text === 'question')).not.toHaveProperty('replyTo');

    // What is answered goes with its text, also where it is answered; who has heard it keeps it.
    await a.tell('message:delete', { roomId, messageId });
    await log.next('room:log', ({ entries }) => entries.some((entry) => 'kind' in entry));
    expect((await page())[1]?.replyTo).toMatchObject({ id: messageId, text: '' });
    expect(
      await b.refused('message:send', { roomId, text: 'x', clientMsgId: 'plain-late', replyToId: messageId }),
    ).toMatchObject({
      code: 'MESSAGE_NOT_FOUND',
    });
    expect(a.messages(roomId).map(({ text }) => text)).toEqual(['question', 'answer-1']);
  });
});
