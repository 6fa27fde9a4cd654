import { describe, expect, it } from '@jest/globals';
import { type HeldMessage, LIMITS, type Room } from '@chatket/contract';
import type { Device } from '../support/device.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, guests, promote } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const { world } = useWorld([], { RATE_LIMIT_MESSAGES: '1000', WRITES_PER_USER: '1000' });
const as = (person: Person) => callerWith(world.url, person.token);

/** A room in which a turnip waits for a moderator. */
async function scene() {
  const [owner, moderator, author, reader] = (await guests(world, 4)) as [Person, Person, Person, Person];
  const room = await world.people.createRoom(owner);
  for (const person of [moderator, author, reader]) await world.people.join(person, room.id);
  await promote(world, moderator, room, 'moderator');
  await as(owner)
    .post(`/api/rooms/${room.id}/rules`, { kind: 'word', pattern: 'turnip', act: 'hold' })
    .expect(201);
  const device = await world.people.connectLog(author);
  await device.tell('room:join', { roomId: room.id });
  return { room, owner, moderator, author, reader, device };
}

const say = (device: Device, room: Room, text: string, clientMsgId: string, replyToId?: string) =>
  device.ask('message:send', { roomId: room.id, text, clientMsgId, ...(replyToId && { replyToId }) });
const listed = async (person: Person, room: Room): Promise<HeldMessage[]> =>
  (await as(person).get(`/api/rooms/${room.id}/held`).expect(200)).body as HeldMessage[];
const decide = (person: Person, room: Room, { id }: { id: string }, outcome = 'sent') =>
  as(person).put(`/api/rooms/${room.id}/held/${id}/outcome`, { outcome });
const texts = async (person: Person, room: Room): Promise<string[]> => {
  const { body } = await as(person).get(`/api/rooms/${room.id}/messages`).expect(200);
  return (body as { text: string }[]).map(({ text }) => text);
};
const only = async (person: Person, room: Room): Promise<HeldMessage> => {
  const held = await listed(person, room);
  expect(held).toHaveLength(1);
  return held[0] ?? Promise.reject(new Error('nothing waits'));
};

describe('a message that meets a rule which holds', () => {
  it('is nowhere but in the list of the moderators, however often it is sent', async () => {
    const { room, owner, moderator, author, reader, device } = await scene();
    const [atModerator, atReader] = [
      await world.people.connect(moderator),
      await world.people.connect(reader),
    ];
    for (let n = 0; n < 3; n += 1)
      expect(await say(device, room, 'a turnip', 'held-0001')).toMatchObject({
        code: 'HELD',
        retryable: false,
      });
    expect(await atModerator.next('held:changed')).toEqual({ roomId: room.id, count: 1 });
    expect(await listed(owner, room)).toEqual([
      {
        id: expect.any(String),
        roomId: room.id,
        sender: { id: author.id, username: author.username },
        text: 'a turnip',
        createdAt: expect.any(String),
        pattern: 'turnip',
      },
    ]);
    expect(await texts(reader, room)).toEqual([]);
    await atReader.settled();
    expect(JSON.stringify(atReader.heard)).not.toContain('turnip');
    expect((await as(author).get(`/api/rooms/${room.id}/held`)).body).toMatchObject({ code: 'FORBIDDEN' });
    // An edit cannot wait.
    const { messageId, seq: rev } = await device.tell('message:send', {
      roomId: room.id,
      text: 'carrot',
      clientMsgId: 'plain-0001',
    });
    expect(
      await device.ask('message:edit', { roomId: room.id, messageId, text: 'turnip', rev }),
    ).toMatchObject({
      code: 'BLOCKED_BY_RULE',
    });
  });

  it('that is let through is its author’s, once, under its key, and audited', async () => {
    const { room, owner, moderator, author, device } = await scene();
    const { messageId } = await device.tell('message:send', {
      roomId: room.id,
      text: 'carrot',
      clientMsgId: 'plain-0002',
    });
    await say(device, room, 'a turnip', 'held-0002', messageId);
    const held = await only(moderator, room);
    const answers = await Promise.all(
      [moderator, owner, moderator].map((person) => decide(person, room, held)),
    );
    expect(answers.map(({ status }) => status).filter((status) => status !== 404)).toContain(204);
    const { entries } = await device.next(
      'room:log',
      ({ entries: [entry] }) =>
        entry !== undefined && 'clientMsgId' in entry && entry.clientMsgId === 'held-0002',
    );
    expect(entries).toMatchObject([
      { text: 'a turnip', sender: { id: author.id }, replyTo: { id: messageId } },
    ]);
    expect(await texts(owner, room)).toEqual(['carrot', 'a turnip']);
    expect(await listed(owner, room)).toEqual([]);
    // Its author repeats it: it is there.
    expect(await say(device, room, 'a turnip', 'held-0002')).toMatchObject({
      success: true,
      isDuplicate: true,
    });
    const { body } = await as(owner).get(`/api/rooms/${room.id}/audit?action=held`).expect(200);
    expect(body).toMatchObject([
      { action: 'held.sent', person: { id: author.id }, after: { pattern: 'turnip' } },
    ]);
  });

  it('that is refused is told to its author, and refused again when it is repeated', async () => {
    const { room, owner, moderator, author, device } = await scene();
    await say(device, room, 'a turnip', 'held-0003');
    const held = await only(moderator, room);
    await decide(moderator, room, held, 'refused').expect(204);
    expect(await device.next('held:refused')).toEqual({ roomId: room.id, clientMsgId: 'held-0003' });
    expect(await say(device, room, 'a turnip', 'held-0003')).toMatchObject({ code: 'BLOCKED_BY_RULE' });
    expectRefusal(await decide(owner, room, held), 'NOT_FOUND');
    expect(await texts(owner, room)).toEqual([]);
    const kept = await world.database.query('SELECT text FROM "HeldMessage" WHERE "senderId" = $1', [
      author.id,
    ]);
    expect(kept).toEqual([{ text: '' }]);
  });

  it('goes on waiting where its author may not write now, and is taken back by nobody else', async () => {
    const { room, owner, author, reader, device } = await scene();
    await say(device, room, 'a turnip', 'held-0004');
    const held = await only(owner, room);
    await as(owner).put(`/api/rooms/${room.id}/members/${author.id}/mute`, { seconds: 60 }).expect(200);
    expectRefusal(await decide(owner, room, held), 'CONFLICT');
    await as(owner).delete(`/api/rooms/${room.id}/members/${author.id}/mute`).expect(204);
    await as(reader).delete(`/api/rooms/${room.id}/held/held-0004`).expect(204);
    expect(await listed(owner, room)).toHaveLength(1);
    await decide(owner, room, held).expect(204);
    expect(await texts(reader, room)).toEqual(['a turnip']);
    await say(device, room, 'two turnip', 'held-0005');
    for (let n = 0; n < 2; n += 1)
      await as(author).delete(`/api/rooms/${room.id}/held/held-0005`).expect(204);
    expect(await listed(owner, room)).toEqual([]);
  });

  it('belongs to its room, and is decided in no other way', async () => {
    const [one, two] = [await scene(), await scene()];
    await say(one.device, one.room, 'a turnip', 'held-0006');
    const held = await only(one.owner, one.room);
    expectRefusal(await decide(two.owner, two.room, held), 'NOT_FOUND');
    expectRefusal(await decide(two.owner, one.room, held), 'NOT_A_MEMBER');
    expectRefusal(await decide(one.owner, one.room, held, 'eaten'), 'VALIDATION', ['outcome']);
    expectRefusal(
      await as(one.author).delete(`/api/rooms/${one.room.id}/held/${'x'.repeat(65)}`),
      'VALIDATION',
      ['clientMsgId'],
    );
  });

  it('S147 is one of ten of a person that wait at most', async () => {
    const { room, owner, device } = await scene();
    const acks = await Promise.all(
      Array.from({ length: LIMITS.heldPerPerson + 2 }, (_, n) =>
        say(device, room, 'turnip', `held-many-${String(n)}`),
      ),
    );
    const codes = acks.map((ack) => (ack.success ? 'sent' : ack.code)).sort();
    expect(codes).toEqual([
      ...Array<string>(LIMITS.heldPerPerson).fill('HELD'),
      'LIMIT_REACHED',
      'LIMIT_REACHED',
    ]);
    expect(await listed(owner, room)).toHaveLength(LIMITS.heldPerPerson);
  });
});
