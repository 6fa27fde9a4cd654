import { describe, expect, it } from '@jest/globals';
import {
  isMessageChange,
  type Message,
  type MessageChange,
  type Poll,
  POLL_LIMITS,
  type PollTerms,
} from '@chatket/contract';
import fc from 'fast-check';
import type { Device } from '../support/device.js';
import { entriesOf, kitchenOf } from '../support/kitchen.js';
import type { Person } from '../support/people.js';
import { callerWith, guests, say, UNKNOWN_ID } from '../support/rest.js';
import { RoomCopy } from '../support/room-copy.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob, carol, mallory],
} = useWorld(['alice', 'bob', 'carol', 'mallory'], {
  RATE_LIMIT_MESSAGES: '10000',
  RATE_LIMIT_CHANGES: '100000',
});

const kitchen = () => kitchenOf(world, { host: alice, moderator: carol, guest: bob });
const ref = ({ id, username }: Person) => ({ id, username });

let asked = 0;
const key = () => `poll-key-${String((asked += 1)).padStart(4, '0')}`;

/** A room of alice's with carol, who moderates, and bob, who asks something; a device of bob's and one of alice's. */
async function scene(terms: Partial<PollTerms> = {}) {
  const room = await kitchen().open();
  const [a, b] = [await kitchen().following(alice, room), await kitchen().following(bob, room)];
  const question = { roomId: room.id, question: 'What do we cook?', clientMsgId: key() };
  const { messageId } = await b.tell('poll:create', { ...question, options: ['Soup', 'Rice'], ...terms });
  return { room, roomId: room.id, messageId, a, b };
}

async function messageOf(person: Person, roomId: string, messageId: string): Promise<Message> {
  const answer = await callerWith(world.url, person.token).get(`/api/rooms/${roomId}/messages`).expect(200);
  return (answer.body as Message[]).find((message) => message.messageId === messageId) as Message;
}

const pollOf = async (person: Person, roomId: string, messageId: string): Promise<Poll | undefined> =>
  (await messageOf(person, roomId, messageId)).poll;

async function nextChange(device: Device, what: MessageChange['what']): Promise<MessageChange> {
  const isIt = (entry: unknown): entry is MessageChange => (entry as MessageChange).what === what;
  const { entries } = await device.next('room:log', (log) => log.entries.some(isIt));
  return entries.find(isIt) as MessageChange;
}

const counts = ({ options }: Poll) => options.map(({ count }) => count);

describe('poll:create', () => {
  it('is a message with the question as its text, once when it is twice', async () => {
    const { roomId, a, b } = await scene();
    const clientMsgId = key();
    const terms = { options: ['  Soup\n of  leeks ', 'Rice'], isMultiple: true, isAnonymous: true };
    const endsAt = new Date(Date.now() + 3_600_000).toISOString();
    const poll = { roomId, question: ' Dinner? ', clientMsgId, ...terms, endsAt };
    const first = await b.tell('poll:create', poll);
    const { entries } = await a.next('room:log', (log) => log.entries.some(({ seq }) => seq === first.seq));
    expect(entries[0]).toMatchObject({
      messageId: first.messageId,
      text: 'Dinner?',
      sender: ref(bob),
      poll: {
        options: [
          { text: 'Soup of leeks', count: 0 },
          { text: 'Rice', count: 0 },
        ],
        voters: 0,
        isMultiple: true,
        isAnonymous: true,
        endsAt,
      },
    });
    expect(await b.tell('poll:create', poll)).toEqual({ ...first, isDuplicate: true });
    expect(await pollOf(bob, roomId, first.messageId)).toEqual({ ...(entries[0] as Message).poll, mine: [] });
  });

  it('gets its first answer also when it would have ended by now', async () => {
    const { roomId, b } = await scene();
    const endsAt = new Date(Date.now() + 3_600_000).toISOString();
    const poll = { roomId, question: 'Dinner?', clientMsgId: key(), options: ['a', 'b'] };
    const first = await b.tell('poll:create', { ...poll, endsAt });
    const past = new Date(Date.now() - 1_000).toISOString();
    expect(await b.tell('poll:create', { ...poll, endsAt: past })).toMatchObject({
      messageId: first.messageId,
      isDuplicate: true,
    });
    expect(await b.refused('poll:create', { ...poll, clientMsgId: key(), endsAt: past })).toMatchObject({
      code: 'VALIDATION',
      fields: [{ field: 'endsAt' }],
    });
  });

  it.each([
    ['question', ''],
    ['question', 'x'.repeat(POLL_LIMITS.questionMax + 1)],
    ['options', ['a']],
    ['options', ['a', ' a ']],
    ['options', ['a', ' ']],
    ['options', ['a', 7]],
    ['options', 'ab'],
    ['options', ['a', 'x'.repeat(POLL_LIMITS.optionMax + 1)]],
    ['options', Array.from({ length: POLL_LIMITS.optionsMax + 1 }, (_, place) => String(place))],
    ['endsAt', 'tomorrow'],
    ['endsAt', '2999-01-01T00:00:00Z'],
    ['isAnonymous', 'no'],
    ['isMultiple', 1],
  ])('is refused by the name of the field: %s %j', async (field, value) => {
    const { roomId, b } = await scene();
    const good = { roomId, question: 'Dinner?', options: ['a', 'b'], clientMsgId: key() };
    const refusal = await b.askAnything('poll:create', { ...good, [field]: value });
    expect(refusal).toMatchObject({ success: false, code: 'VALIDATION', fields: [{ field }] });
  });

  it('is held to the rules of the room, its options too', async () => {
    const { roomId, b } = await scene();
    await kitchen()
      .as(carol)
      .post(`/api/rooms/${roomId}/rules`, { kind: 'word', pattern: 'turnip', act: 'block' })
      .expect(201);
    const poll = { roomId, question: 'Dinner?', options: ['leek', 'turnip'], clientMsgId: key() };
    expect(await b.refused('poll:create', poll)).toMatchObject({ code: 'BLOCKED_BY_RULE' });
  });

  it('reaches clients of the plain contract as a message with its options as lines', async () => {
    const { room, roomId, b } = await scene();
    const plain = await world.people.connectPlain(carol);
    await plain.tell('room:join', { roomId: room.id });
    await b.tell('poll:create', {
      roomId,
      question: 'Which?',
      options: ['this', 'that'],
      clientMsgId: key(),
    });
    const heard = await plain.next('message:new', ({ text }) => text.startsWith('Which?'));
    expect(heard.text).toBe('Which?\n- this\n- that');
  });
});

describe('poll:vote', () => {
  it('sets and takes back, for everybody, and says nothing when it was so already', async () => {
    const { roomId, messageId, a, b } = await scene();
    const { seq } = await a.tell('poll:vote', { roomId, messageId, option: 1, on: true });
    expect(await nextChange(b, 'voted')).toMatchObject({
      seq,
      by: ref(alice),
      message: { rev: seq, poll: { voters: 1, options: [{ count: 0 }, { count: 1, users: [ref(alice)] }] } },
    });
    expect(await a.tell('poll:vote', { roomId, messageId, option: 1, on: true })).toEqual({ success: true });
    await b.tell('poll:vote', { roomId, messageId, option: 1, on: true });
    expect(await pollOf(bob, roomId, messageId)).toMatchObject({
      options: [{ count: 0 }, { count: 2, users: [ref(alice), ref(bob)] }],
      mine: [1],
    });
    await a.tell('poll:vote', { roomId, messageId, option: 1, on: false });
    expect(await a.tell('poll:vote', { roomId, messageId, option: 1, on: false })).toEqual({ success: true });
    expect(await pollOf(alice, roomId, messageId)).toMatchObject({ voters: 1, mine: [] });
  });

  it('takes back the other where there is one choice, and keeps it where there are several', async () => {
    const one = await scene();
    const many = await scene({ isMultiple: true });
    for (const { a, roomId, messageId } of [one, many])
      for (const option of [0, 1]) await a.tell('poll:vote', { roomId, messageId, option, on: true });
    expect(await pollOf(alice, one.roomId, one.messageId)).toMatchObject({ voters: 1, mine: [1] });
    expect(await pollOf(alice, many.roomId, many.messageId)).toMatchObject({ voters: 1, mine: [0, 1] });
  });

  it('is refused for an option that is not there, and for what is no poll', async () => {
    const { room, roomId, messageId, a } = await scene();
    const [said = ''] = await say(world, room, bob, ['no poll']);
    expect(await a.refused('poll:vote', { roomId, messageId, option: 2, on: true })).toMatchObject({
      code: 'VALIDATION',
      fields: [{ field: 'option' }],
    });
    for (const id of [said, UNKNOWN_ID])
      expect(await a.refused('poll:vote', { roomId, messageId: id, option: 0, on: true })).toMatchObject({
        code: 'MESSAGE_NOT_FOUND',
      });
  });

  it('is nothing for outsiders, in archived rooms, and of what was deleted', async () => {
    const { roomId, messageId, a, b } = await scene();
    const vote = { roomId, messageId, option: 0, on: true };
    const outsider = await world.people.connectLog(mallory);
    expect(await outsider.refused('poll:vote', vote)).toMatchObject({ code: 'NOT_A_MEMBER' });
    expect(await outsider.refused('poll:end', { roomId, messageId })).toMatchObject({ code: 'NOT_A_MEMBER' });
    await a.tell('poll:vote', vote);
    await kitchen().as(alice).post(`/api/rooms/${roomId}/archive`).expect(200);
    expect(await b.refused('poll:vote', vote)).toMatchObject({ code: 'ROOM_ARCHIVED' });
    expect(await b.refused('poll:end', { roomId, messageId })).toMatchObject({ code: 'ROOM_ARCHIVED' });
    await kitchen().as(alice).delete(`/api/rooms/${roomId}/archive`).expect(200);
    await b.tell('message:delete', { roomId, messageId });
    expect(await b.refused('poll:vote', vote)).toMatchObject({ code: 'MESSAGE_DELETED' });
    expect(await messageOf(alice, roomId, messageId)).not.toHaveProperty('poll');
    expect(
      await world.database.query('SELECT 1 FROM "PollVote" WHERE "messageId" = $1', [messageId]),
    ).toEqual([]);
  });

  it('makes few changes of a crowd, and names the first of it', async () => {
    const { roomId, messageId, a } = await scene();
    const crowd = await guests(world, 40);
    await Promise.all(crowd.map((person) => world.people.join(person, roomId)));
    const devices = await Promise.all(crowd.map((person) => world.people.connectLog(person)));
    const began = performance.now();
    await Promise.all(
      devices.map((device, index) =>
        device.tell('poll:vote', { roomId, messageId, option: index % 2, on: true }),
      ),
    );
    const poll = (await pollOf(alice, roomId, messageId)) as Poll;
    expect([poll.voters, ...counts(poll)]).toEqual([40, 20, 20]);
    await a.next('room:log', ({ entries }) =>
      entries.some((entry) => isMessageChange(entry) && entry.message.poll?.voters === 40),
    );
    const heard = entriesOf(a).filter((entry) => isMessageChange(entry) && entry.what === 'voted');
    // A round and what is between, never one for each person; two a second, where the machine takes long.
    expect(heard.length).toBeLessThanOrEqual(Math.max(12, 2 + (performance.now() - began) / 500));
  });

  it('counts each person once, however many at once change their minds', async () => {
    const { roomId, messageId, a, b } = await scene({ isMultiple: false });
    await Promise.all(
      Array.from({ length: 50 }, (_, round) =>
        (round % 2 ? a : b).tell('poll:vote', {
          roomId,
          messageId,
          option: (round >> 1) % 2,
          on: round % 7 !== 0,
        }),
      ),
    );
    const poll = (await pollOf(alice, roomId, messageId)) as Poll;
    const chosen = counts(poll).reduce((sum, count) => sum + count, 0);
    expect(poll.voters).toBe(chosen);
    expect(chosen).toBeLessThanOrEqual(2);
  });
});

describe('an anonymous poll', () => {
  it('S167 tells nobody who has voted: not live, not on a page, not in the log, and not in what it keeps of changes', async () => {
    const { roomId, messageId, a, b } = await scene({ isAnonymous: true });
    const { seq } = await a.tell('poll:vote', { roomId, messageId, option: 0, on: true });
    const change = await nextChange(b, 'voted');
    expect(change).not.toHaveProperty('by');
    expect(change.message.poll).toEqual({
      options: [
        { text: 'Soup', count: 1 },
        { text: 'Rice', count: 0 },
      ],
      voters: 1,
      isAnonymous: true,
    });
    const told = b.heard.filter(({ payload }) => JSON.stringify(payload).includes(messageId));
    expect(told.length).toBeGreaterThan(0);
    // Alice is named by nothing that bob hears of the poll.
    expect(JSON.stringify(told)).not.toContain(alice.id);
    const caller = callerWith(world.url, bob.token);
    for (const path of ['messages', 'log'])
      expect(
        JSON.stringify((await caller.get(`/api/rooms/${roomId}/${path}`).expect(200)).body),
      ).not.toContain(alice.id);
    const late = await world.people.connectLog(bob);
    await late.tell('rooms:sync', { rooms: [{ roomId, lastSeq: 1 }] });
    await late.next('room:log');
    expect(JSON.stringify(late.all('room:log'))).not.toContain(alice.id);
    const kept = await world.database.query(
      'SELECT "actorId" FROM "RoomEvent" WHERE "roomId" = $1 AND seq = $2',
      [roomId, seq],
    );
    expect(kept).toEqual([{ actorId: null }]);
    expect(b.all('poll:voted')).toEqual([]);
    expect(await pollOf(bob, roomId, messageId)).toMatchObject({ mine: [] });
    expect(await pollOf(alice, roomId, messageId)).toMatchObject({ mine: [0] });
  });
});

describe('what I have chosen', () => {
  it('is told to my other devices, and to one that comes back', async () => {
    const { room, roomId, messageId, a } = await scene({ isAnonymous: true, isMultiple: true });
    const other = await kitchen().following(alice, room);
    const { seq } = await a.tell('poll:vote', { roomId, messageId, option: 1, on: true });
    expect(await other.next('poll:voted')).toEqual({ roomId, messageId, seq, options: [1] });
    await a.tell('poll:vote', { roomId, messageId, option: 0, on: true });
    const rooms = [{ roomId, lastSeq: 0 }];
    const late = await world.people.connectLog(alice);
    const [result] = (await late.tell('rooms:sync', { rooms })).results;
    expect(result?.mine).toEqual([{ messageId, rev: result?.headSeq, emojis: [], options: [0, 1] }]);
    const bobs = (await (await world.people.connectLog(bob)).tell('rooms:sync', { rooms })).results[0];
    expect(bobs?.mine).toMatchObject([{ messageId, options: [] }]);
    const plain = await world.people.connectPlain(alice);
    expect((await plain.tell('rooms:sync', { rooms })).results[0]).not.toHaveProperty('mine');
  });

  const steps = fc.array(
    fc.record({
      option: fc.nat(2),
      on: fc.boolean(),
      kind: fc.constantFrom('vote', 'other', 'away', 'back'),
    }),
    { minLength: 3, maxLength: 25 },
  );

  it('and what all have, is the same on a device that comes and goes as on a page, after any history', async () => {
    const run = async (
      history: { option: number; on: boolean; kind: string }[],
      terms: Partial<PollTerms>,
    ) => {
      const { roomId, messageId, a, b } = await scene({ options: ['one', 'two', 'three'], ...terms });
      const copy = new RoomCopy(roomId);
      let mine: number[] | undefined;
      let reader: Device | undefined;
      const come = async () => {
        reader = await world.people.connectLog(alice);
        reader.socket.on('poll:voted', ({ options }: { options: number[] }) => (mine = options));
        const results = await copy.follow(reader);
        for (const { mine: told = [] } of results)
          for (const each of told) if (each.messageId === messageId) mine = each.options;
      };
      await come();
      for (const { kind, option, on } of history) {
        if (kind === 'away') {
          reader?.close();
          reader = undefined;
        } else if (kind === 'back') {
          if (!reader) await come();
        } else await (kind === 'vote' ? a : b).tell('poll:vote', { roomId, messageId, option, on });
      }
      if (!reader) await come();
      const { body } = await callerWith(world.url, alice.token).get(`/api/rooms/${roomId}`).expect(200);
      await copy.reached((body as { lastSeq: number }).lastSeq);
      const fresh = (await pollOf(alice, roomId, messageId)) as Poll;
      const shown = copy.shown().find((message) => message.messageId === messageId)?.poll;
      expect({ ...shown, mine }).toEqual(fresh);
      world.people.disconnect();
    };
    await fc.assert(
      fc.asyncProperty(steps, fc.boolean(), fc.boolean(), (history, isMultiple, isAnonymous) =>
        run(history, { isMultiple, isAnonymous }),
      ),
      { numRuns: 12, seed: Number(process.env.FUZZ_SEED ?? 1) },
    );
  });
});

describe('poll:end', () => {
  it('ends the voting, and says by whom; what was chosen stays', async () => {
    const { roomId, messageId, a, b } = await scene();
    await a.tell('poll:vote', { roomId, messageId, option: 0, on: true });
    const { seq } = await b.tell('poll:end', { roomId, messageId });
    const change = await nextChange(a, 'ended');
    expect(change).toMatchObject({
      seq,
      by: ref(bob),
      message: { poll: { ended: { at: change.at, by: ref(bob) } } },
    });
    expect(await b.tell('poll:end', { roomId, messageId })).toEqual({ success: true });
    const late = { roomId, messageId, option: 1, on: true };
    expect(await a.refused('poll:vote', late)).toMatchObject({ code: 'POLL_ENDED' });
    expect(await a.refused('poll:vote', { ...late, option: 0, on: false })).toMatchObject({
      code: 'POLL_ENDED',
    });
    // What was so before is so: whoever lost the answer hears it.
    expect(await a.tell('poll:vote', { ...late, option: 0 })).toEqual({ success: true });
    expect(await pollOf(alice, roomId, messageId)).toMatchObject({ voters: 1, mine: [0] });
  });

  it('is for its author, and for moderators over those below them', async () => {
    const { room, roomId, messageId, a } = await scene();
    const m = await kitchen().following(carol, room);
    const owners = await a.tell('poll:create', {
      ...{ roomId, question: 'Mine?', clientMsgId: key() },
      options: ['yes', 'no'],
    });
    const b = await kitchen().following(bob, room);
    for (const device of [b, m])
      expect(await device.refused('poll:end', { roomId, messageId: owners.messageId })).toMatchObject({
        code: 'FORBIDDEN',
      });
    expect(await m.tell('poll:end', { roomId, messageId })).toHaveProperty('seq');
  });

  it('comes by itself at its time', async () => {
    const endsAt = new Date(Date.now() + 3_600_000).toISOString();
    const { roomId, messageId, a, b } = await scene({ endsAt });
    await a.tell('poll:vote', { roomId, messageId, option: 0, on: true });
    await world.database.query(`UPDATE "Poll" SET "endsAt" = now() WHERE "messageId" = $1`, [messageId]);
    expect(await b.refused('poll:vote', { roomId, messageId, option: 0, on: true })).toMatchObject({
      code: 'POLL_ENDED',
    });
    expect(await b.tell('poll:end', { roomId, messageId })).toEqual({ success: true });
  });
});
