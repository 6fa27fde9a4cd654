import { describe, expect, it } from '@jest/globals';
import {
  type AuditEntry,
  type MemberMuted,
  type NewInvite,
  type Room,
  SERVER_ROLES,
} from '@chatket/contract';
import { v7 } from 'uuid';
import { ServerMutes } from '../../src/users/index.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, guests, ISO, messagesOf, UNKNOWN_ID } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const { world } = useWorld([], { RATE_LIMIT_MESSAGES: '1000' });
const as = (person: Person) => callerWith(world.url, person.token);
const mute = (actor: Person, person: Pick<Person, 'id'>, body: object = { seconds: 600 }) =>
  as(actor).put(`/api/users/${person.id}/server-mute`, body);
const unmute = (actor: Person, person: Pick<Person, 'id'>) =>
  as(actor).delete(`/api/users/${person.id}/server-mute`);

/** People of whom each is something on the server. */
async function peopleOf(...roles: number[]): Promise<Person[]> {
  const people = await guests(world, roles.length);
  for (const [index, { id }] of people.entries())
    await world.database.query('UPDATE "User" SET "serverRole" = $2 WHERE id = $1', [id, roles[index]]);
  return people;
}
const { person: PERSON, admin: ADMIN, owner: OWNER } = SERVER_ROLES;
const message = (roomId: string, text = 'hello') => ({ roomId, text, clientMsgId: v7() });

describe('somebody who is muted on the server', () => {
  it('S142 reads on, and neither writes, edits, reacts, types nor renames, not even in a room of their own', async () => {
    const [admin, dora] = (await peopleOf(ADMIN, PERSON)) as [Person, Person];
    const { id: roomId } = await world.people.createRoom(dora);
    const device = await world.people.connectLog(dora);
    await device.tell('room:join', { roomId });
    const first = message(roomId, 'before');
    const { messageId, seq } = await device.tell('message:send', first);
    const { body } = await mute(admin, dora, { seconds: 600, reason: 'spam' }).expect(200);
    const { mutedUntil } = body as { mutedUntil: string };

    const refusals = [
      await device.refused('message:send', message(roomId)),
      await device.refused('message:edit', { roomId, messageId, text: 'after', rev: seq }),
      await device.refused('message:react', { roomId, messageId, emoji: '👍', on: true }),
      await device.refused('poll:create', {
        ...{ roomId, question: 'now?', clientMsgId: 'muted-poll' },
        options: ['yes', 'no'],
      }),
      await device.refused('poll:vote', { roomId, messageId, option: 0, on: true }),
      await device.refused('reaction:add', { messageId, emoji: '👍' }),
      await device.refused('typing:update', { roomId, isTyping: true }),
    ];
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({ code: 'MUTED', retryable: false, mutedUntil });
      expect(refusal.mutedForMs).toBeGreaterThan(0);
    }
    expect((await as(dora).post(`/api/messages/${messageId}/reactions`, { emoji: '👍' })).body).toMatchObject(
      {
        code: 'MUTED',
      },
    );
    for (const change of [{ topic: 'hello' }, { name: 'Hello' }])
      expect((await as(dora).patch(`/api/rooms/${roomId}`, change)).body).toMatchObject({ code: 'MUTED' });
    // What was stored before is answered again, and can be read and taken back.
    expect(await device.tell('message:send', first)).toMatchObject({ messageId, isDuplicate: true });
    expect(messagesOf(await as(dora).get(`/api/rooms/${roomId}/messages`)).map(({ text }) => text)).toEqual([
      'before',
    ]);
    await device.tell('message:delete', { roomId, messageId });

    await unmute(admin, dora).expect(204);
    await unmute(admin, dora).expect(204);
    await device.tell('message:send', message(roomId));
  });

  it('S142 makes no room, brings nobody in, makes no link and does not ask to be let in', async () => {
    const [admin, dora, emil] = (await peopleOf(ADMIN, PERSON, PERSON)) as [Person, Person, Person];
    const room = await world.people.createRoom(dora);
    const known = await as(dora)
      .post('/api/direct', { userIds: [admin.id] })
      .expect(201);
    const cellar = (await as(emil).post('/api/rooms', { name: 'Cellar', kind: 'private' }).expect(201))
      .body as Room;
    const linkOf = async (way: string) =>
      ((await as(emil).post(`/api/rooms/${cellar.id}/invites`, { way }).expect(201)).body as NewInvite).token;
    const [ask, join] = [await linkOf('ask'), await linkOf('join')];
    const { mutedUntil } = (await mute(admin, dora).expect(200)).body as MemberMuted;
    for (const asking of [
      as(dora).post('/api/rooms', { name: 'Other' }),
      as(dora).post('/api/direct', { userIds: [emil.id] }),
      as(dora).post(`/api/rooms/${room.id}/invites`, {}),
      as(dora).post(`/api/rooms/${room.id}/invites`, { way: 'guest' }),
      as(dora).put(`/api/rooms/${room.id}/members/${emil.id}`, {}),
      as(dora).post(`/api/invites/${ask}/accept`, { text: 'please' }),
    ])
      expectRefusal(await asking, 'MUTED');
    expect(mutedUntil).toMatch(ISO);
    // What is there is opened as before, and who is let in reads.
    expect(
      (
        await as(dora)
          .post('/api/direct', { userIds: [admin.id] })
          .expect(200)
      ).body,
    ).toMatchObject({
      id: (known.body as Room).id,
    });
    await as(dora).post(`/api/invites/${join}/accept`).expect(201);
    await unmute(admin, dora).expect(204);
    await as(dora).post('/api/rooms', { name: 'Other' }).expect(201);
  });

  it('is told at once on all devices, why and for how long, when they come back, and when it is over', async () => {
    const [admin, dora, emil] = (await peopleOf(ADMIN, PERSON, PERSON)) as [Person, Person, Person];
    const devices = [await world.people.connectLog(dora), await world.people.connect(dora)];
    const [plain, other] = [await world.people.connectPlain(dora), await world.people.connectLog(emil)];
    await mute(admin, dora, { seconds: 600, reason: 'spam' }).expect(200);
    for (const device of devices) {
      const notice = await device.next('server:muted');
      expect(notice).toEqual({
        until: expect.stringMatching(ISO),
        forMs: expect.any(Number),
        reason: 'spam',
      });
      expect(notice.forMs).toBeGreaterThan(500_000);
      expect(notice.forMs).toBeLessThanOrEqual(600_000);
    }
    const late = await world.people.connectLog(dora);
    expect(await late.next('server:muted')).toMatchObject({ reason: 'spam' });
    for (const device of devices) device.forget();
    await unmute(admin, dora).expect(204);
    for (const device of devices) expect(await device.next('server:muted')).toMatchObject({ forMs: 0 });
    await plain.settled();
    await other.settled();
    expect([...plain.all('server:muted'), ...other.all('server:muted')]).toEqual([]);
    const after = await world.people.connectLog(dora);
    await after.settled();
    expect(after.all('server:muted')).toEqual([]);
  });

  it('is told also of what another process has done', async () => {
    const [dora] = (await peopleOf(PERSON)) as [Person];
    const device = await world.people.connectLog(dora);
    const set = (until: string) =>
      world.database.query(`UPDATE "User" SET "mutedUntil" = ${until} WHERE id = $1`, [dora.id]);
    await set(`now() + interval '1 hour'`);
    await device.next('server:muted', ({ forMs }) => forMs > 0);
    await set('NULL');
    await device.next('server:muted', ({ forMs }) => forMs === 0);
  });

  it('is so in rooms they come to later, and may write when the time is over', async () => {
    const [admin, dora] = (await peopleOf(ADMIN, PERSON)) as [Person, Person];
    await mute(admin, dora).expect(200);
    const { id: roomId } = await world.people.createRoom(admin);
    await world.people.join(dora, roomId);
    const device = await world.people.connectLog(dora);
    expect(await device.refused('message:send', message(roomId))).toMatchObject({ code: 'MUTED' });
    // Its end is the database's: what this process remembers does not hold anybody back.
    await world.database.query(`UPDATE "User" SET "mutedUntil" = now() - interval '1 second' WHERE id = $1`, [
      dora.id,
    ]);
    expect(world.app.get(ServerMutes).mayBeMuted(dora.id)).toBe(true);
    await device.tell('message:send', message(roomId));
  });

  it('S142 is muted by somebody who is more on the server, and nobody else', async () => {
    const people = await peopleOf(OWNER, ADMIN, ADMIN, PERSON, PERSON);
    const [owner, admin, other, dora, emil] = people as [Person, Person, Person, Person, Person];
    for (const [actor, person] of [
      [dora, emil],
      [admin, other],
      [admin, admin],
      [admin, owner],
      [owner, owner],
    ] as const) {
      expectRefusal(await mute(actor, person), 'FORBIDDEN');
      expectRefusal(await unmute(actor, person), 'FORBIDDEN');
    }
    await mute(owner, admin).expect(200);
    await unmute(owner, admin).expect(204);
    expectRefusal(await mute(admin, { id: UNKNOWN_ID }), 'NOT_FOUND');
    expectRefusal(await mute(admin, dora, {}), 'VALIDATION', ['seconds']);
    expectRefusal(await mute(admin, dora, { seconds: 0 }), 'VALIDATION', ['seconds']);
    expectRefusal(await mute(admin, dora, { seconds: 60, reason: '\0' }), 'VALIDATION', ['reason']);
  });

  it('S142 is audited with who, why, before and after', async () => {
    const [admin, dora] = (await peopleOf(ADMIN, PERSON)) as [Person, Person];
    await mute(admin, dora, { seconds: 60, reason: 'spam' }).expect(200);
    await unmute(admin, dora).expect(204);
    const { body } = await as(admin).get(`/api/audit?personId=${dora.id}`).expect(200);
    const end = { mutedUntil: expect.stringMatching(/Z$|\+/) as unknown };
    expect(body as AuditEntry[]).toMatchObject([
      { action: 'server.unmuted', actor: { id: admin.id }, before: end },
      {
        action: 'server.muted',
        actor: { id: admin.id },
        person: { id: dora.id },
        reason: 'spam',
        after: end,
      },
    ]);
  });
});
