import { describe, expect, it } from '@jest/globals';
import type { Message, Room } from '@chatket/contract';
import fc from 'fast-check';
import request from 'supertest';
import { callerWith } from '../support/rest.js';
import type { Device } from '../support/device.js';
import { RoomCopy } from '../support/room-copy.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob],
} = useWorld(['alice', 'bob'], { RATE_LIMIT_MESSAGES: '100000', RATE_LIMIT_CHANGES: '100000' });

/** Everything there is in a room, read anew. */
async function snapshot(roomId: string): Promise<Message[]> {
  const pages: Message[][] = [];
  let before: string | undefined;
  do {
    const answer = await request(world.url)
      .get(`/api/rooms/${roomId}/messages`)
      .query({ limit: 100, ...(before && { before }) })
      .auth(alice.token, { type: 'bearer' })
      .expect(200);
    pages.unshift(answer.body as Message[]);
    before = answer.headers['x-next-cursor'];
  } while (before);
  // What the reader has chosen is told to them only; polls.spec.ts holds that.
  for (const { poll } of pages.flat()) delete poll?.mine;
  return pages.flat();
}

async function room(): Promise<string> {
  const { id } = await world.people.createRoom(alice);
  await world.people.join(bob, id);
  return id;
}

interface Step {
  kind:
    | 'send'
    | 'reply'
    | 'edit'
    | 'delete'
    | 'react'
    | 'unreact'
    | 'pin'
    | 'unpin'
    | 'forward'
    | 'ask'
    | 'vote'
    | 'unvote'
    | 'endPoll'
    | 'away'
    | 'back';
  pick: number;
}

const steps = fc.array(
  fc.record({
    kind: fc.constantFrom<Step['kind'][]>(
      ...([
        'send',
        'send',
        'reply',
        'edit',
        'edit',
        'delete',
        'react',
        'react',
        'unreact',
        'pin',
        'unpin',
        'forward',
        'ask',
        'vote',
        'vote',
        'unvote',
        'endPoll',
        'away',
        'back',
      ] as const),
    ),
    pick: fc.nat(1_000),
  }),
  { minLength: 5, maxLength: 40 },
);

/** Does what the steps say, as alice; the copy comes and goes as they say. */
async function live(roomId: string, history: readonly Step[], copy: RoomCopy): Promise<void> {
  const writer = await world.people.connectLog(alice);
  const ids: string[] = [];
  const polls: string[] = [];
  let reader: Device | undefined = await world.people.connectLog(bob);
  await copy.follow(reader);
  for (const [index, { kind, pick }] of history.entries()) {
    const messageId = ids[pick % Math.max(1, ids.length)];
    if (kind === 'away') {
      reader?.close();
      reader = undefined;
    } else if (kind === 'back') {
      if (reader) continue;
      reader = await world.people.connectLog(bob);
      await copy.follow(reader);
    } else if (kind === 'send' || !messageId) {
      const sent = await writer.tell('message:send', {
        roomId,
        text: `message ${String(index)}`,
        clientMsgId: `step-${String(index).padStart(4, '0')}`,
      });
      ids.push(sent.messageId);
    } else if (kind === 'reply') {
      const clientMsgId = `step-${String(index).padStart(4, '0')}`;
      const ack = await writer.ask('message:send', { roomId, text: 're', clientMsgId, replyToId: messageId });
      if (ack.success) ids.push(ack.messageId);
      else expect(ack.code).toBe('MESSAGE_NOT_FOUND');
    } else if (kind === 'edit') {
      const text = `edited ${String(index)}`;
      const ack = await writer.ask('message:edit', { roomId, messageId, text, rev: Number.MAX_SAFE_INTEGER });
      if (!ack.success) expect(ack.code).toBe('MESSAGE_DELETED');
    } else if (kind === 'delete') {
      await writer.tell('message:delete', { roomId, messageId });
    } else if (kind === 'pin' || kind === 'unpin') {
      const ack = await writer.ask('message:pin', { roomId, messageId, on: kind === 'pin' });
      if (!ack.success) expect(ack.code).toBe('MESSAGE_DELETED');
    } else if (kind === 'forward') {
      const clientMsgId = `step-${String(index).padStart(4, '0')}`;
      const ack = await writer.ask('message:forward', { roomId, messageId, clientMsgId });
      if (ack.success) ids.push(ack.messageId);
      else expect(ack.code).toBe('MESSAGE_DELETED');
    } else if (kind === 'ask') {
      const clientMsgId = `step-${String(index).padStart(4, '0')}`;
      const options = ['one', 'two', 'three'];
      const terms = { options, isMultiple: pick % 2 === 0, isAnonymous: pick % 3 === 0 };
      const ack = await writer.tell('poll:create', { roomId, question: 'which?', clientMsgId, ...terms });
      ids.push(ack.messageId);
      polls.push(ack.messageId);
    } else if (kind === 'vote' || kind === 'unvote' || kind === 'endPoll') {
      const asked = { roomId, messageId: polls[pick % Math.max(1, polls.length)] ?? messageId };
      const ack =
        kind === 'endPoll'
          ? await writer.ask('poll:end', asked)
          : await writer.ask('poll:vote', { ...asked, option: pick % 3, on: kind === 'vote' });
      if (!ack.success) expect(['MESSAGE_NOT_FOUND', 'MESSAGE_DELETED', 'POLL_ENDED']).toContain(ack.code);
    } else {
      const emoji = ['👍', '❤️', '🎉'][pick % 3] ?? '👍';
      const ack = await writer.ask('message:react', { roomId, messageId, emoji, on: kind === 'react' });
      if (!ack.success) expect(ack.code).toBe('MESSAGE_DELETED');
    }
  }
  if (!reader) await copy.follow(await world.people.connectLog(bob));
  const { lastSeq } = (await callerWith(world.url, alice.token).get(`/api/rooms/${roomId}`)).body as Room;
  await copy.reached(lastSeq);
}

describe('whoever applies what the log tells', () => {
  it('holds exactly what a fresh reader holds, after any history', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (history) => {
        const roomId = await room();
        const copy = new RoomCopy(roomId);
        await live(roomId, history, copy);
        expect(copy.shown()).toEqual(await snapshot(roomId));
        world.people.disconnect();
      }),
      { numRuns: 15, seed: Number(process.env.FUZZ_SEED ?? 1) },
    );
  });
});
