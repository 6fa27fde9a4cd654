import { describe, expect, it } from '@jest/globals';
import type { AuditEntry, Room } from '@chatket/contract';
import { AuditRepository, walkChain } from '../../src/audit/index.js';
import type { Person } from '../support/people.js';
import { callerWith, guests, promote, say } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const { world } = useWorld([]);
const as = (person: Person) => callerWith(world.url, person.token);

interface Scene {
  room: Room;
  owner: Person;
  moderator: Person;
  member: Person;
  messageId: string;
}

async function scene(): Promise<Scene> {
  const [owner, moderator, member] = (await guests(world, 3)) as [Person, Person, Person];
  const room = await world.people.createRoom(owner);
  for (const person of [moderator, member]) await world.people.join(person, room.id);
  await promote(world, moderator, room, 'moderator');
  const [messageId = ''] = await say(world, room, member, ['rude']);
  return { room, owner, moderator, member, messageId };
}

const entriesOf = async ({ room, owner }: Scene): Promise<AuditEntry[]> => {
  const { body } = await as(owner).get(`/api/rooms/${room.id}/audit`).expect(200);
  return body as AuditEntry[];
};

/** What somebody does, twice where that is once, and what is told of it. */
type Deed = (scene: Scene) => Promise<unknown>;

const member = ({ room, member: { id } }: Scene) => `/api/rooms/${room.id}/members/${id}`;
const DEEDS: [string, Deed, object][] = [
  [
    'member.kicked',
    (at) => as(at.moderator).delete(member(at)).send({ reason: 'too loud' }),
    { reason: 'too loud', before: { role: 0 } },
  ],
  [
    'member.banned',
    (at) => as(at.moderator).delete(member(at)).send({ ban: true, reason: 'too rude' }),
    { reason: 'too rude', before: { role: 0 }, after: { until: null } },
  ],
  [
    'member.muted',
    (at) => as(at.moderator).put(`${member(at)}/mute`, { seconds: 60, reason: 'hush' }),
    { reason: 'hush', after: { until: expect.any(String) } },
  ],
  [
    'member.role',
    (at) => as(at.owner).patch(member(at), { role: 1 }),
    { before: { role: 0 }, after: { role: 1 } },
  ],
  [
    'room.configured',
    (at) => as(at.owner).patch(`/api/rooms/${at.room.id}`, { slowSeconds: 30 }),
    { before: { slowSeconds: 0 }, after: { slowSeconds: 30 } },
  ],
  ['room.archived', (at) => as(at.owner).post(`/api/rooms/${at.room.id}/archive`), {}],
  [
    'room.deleted',
    (at) => as(at.owner).delete(`/api/rooms/${at.room.id}`),
    { after: { deletesAt: expect.any(String) } },
  ],
  [
    'message.deleted',
    async ({ moderator, room, messageId }) => {
      const device = await world.people.connect(moderator);
      await device.tell('message:delete', { roomId: room.id, messageId, reason: 'rude' });
    },
    { reason: 'rude', targetId: expect.any(String) },
  ],
];

describe('S146 what is done with a right that others do not have', () => {
  it.each(DEEDS)('is audited with what it does: %s', async (action, deed, told) => {
    const here = await scene();
    await deed(here);
    const actor = action.startsWith('room.') || action === 'member.role' ? here.owner : here.moderator;
    const toPerson = action.startsWith('member.') || action === 'message.deleted';
    expect(await entriesOf(here)).toEqual([
      expect.objectContaining({
        action,
        actor: { id: actor.id, username: actor.username },
        roomId: here.room.id,
        ...(toPerson && { person: { id: here.member.id, username: here.member.username } }),
        ...told,
      }),
    ]);
    expect(await walkChain(world.app.get(AuditRepository))).toMatchObject({ isIntact: true });
  });

  it('is audited when it is taken back: a ban, a mute, an archive', async () => {
    const here = await scene();
    const { room, owner, moderator, member: person } = here;
    await as(moderator)
      .put(`${member(here)}/mute`, { seconds: 60 })
      .expect(200);
    await as(moderator)
      .delete(`${member(here)}/mute`)
      .expect(204);
    await as(moderator).delete(member(here)).send({ ban: true }).expect(204);
    await as(moderator).delete(`/api/rooms/${room.id}/bans/${person.id}`).expect(204);
    await as(owner).post(`/api/rooms/${room.id}/archive`);
    await as(owner).delete(`/api/rooms/${room.id}/archive`);
    expect((await entriesOf(here)).map(({ action }) => action)).toEqual([
      'room.restored',
      'room.archived',
      'member.unbanned',
      'member.banned',
      'member.unmuted',
      'member.muted',
    ]);
  });

  it('is audited with links into the room and with who is let in, and not twice', async () => {
    const here = await scene();
    const { room, owner, moderator } = here;
    const [asker, stranger] = (await guests(world, 2)) as [Person, Person];
    const made = await as(moderator)
      .post(`/api/rooms/${room.id}/invites`, { way: 'ask', maxUses: 5 })
      .expect(201);
    const { id, token } = made.body as { id: string; token: string };
    for (const person of [asker, stranger])
      await as(person).post(`/api/invites/${token}/accept`, { text: 'please' });
    for (const [person, answer] of [
      [asker, 'accept'],
      [stranger, 'refuse'],
    ] as const)
      for (let i = 0; i < 2; i++)
        await as(owner).post(`/api/rooms/${room.id}/requests/${person.id}/${answer}`);
    for (let i = 0; i < 2; i++) await as(owner).delete(`/api/rooms/${room.id}/invites/${id}`).expect(204);

    const told = (await entriesOf(here)).map(({ action, actor, person, targetId }) => [
      action,
      actor?.username,
      person?.username,
      targetId,
    ]);
    expect(told).toEqual([
      ['invite.revoked', owner.username, moderator.username, id],
      ['request.refused', owner.username, stranger.username, undefined],
      ['request.accepted', owner.username, asker.username, undefined],
      ['invite.made', moderator.username, undefined, id],
    ]);
    expect(JSON.stringify(await entriesOf(here))).not.toContain(token);
  });

  it('is no entry when nothing was done, or it was no right of others', async () => {
    const here = await scene();
    const { room, owner, moderator, member: person, messageId } = here;
    await as(person).delete(member({ ...here, member: moderator }));
    await as(owner).patch(member(here), { role: 0 });
    await as(moderator).delete(`${member(here)}/mute`);
    await as(moderator).delete(`/api/rooms/${room.id}/bans/${person.id}`);
    const device = await world.people.connect(person);
    await device.tell('message:delete', { roomId: room.id, messageId });
    await as(person).delete(`/api/rooms/${room.id}/membership`).expect(204);
    expect(await entriesOf(here)).toEqual([]);
  });
});
