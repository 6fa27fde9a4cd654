import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  ACTIONS,
  type AuditEntry,
  type ClientEvent,
  type ClientPayload,
  type HeldMessage,
  type LoginSession,
  type NewHook,
  type NewInvite,
  type NewServerInvite,
  type Report,
  ROLES,
  type Room,
  type Session,
} from '@chatket/contract';
import type { Person } from '../support/people.js';
import { EVENTS, ROUTES, type Row } from '../support/permission-table.js';
import { type Caller, callerWith, guests, say } from '../support/rest.js';
import { failedJob } from '../support/failed-job.js';
import { loginRequests } from '../support/login.js';
import { peopleOf } from '../support/server-people.js';
import { PNG } from '../support/uploads.js';
import { useWorld } from '../support/world.js';

const { world } = useWorld([], { RATE_LIMIT_CHANGES: '1000', LOG_LEVEL: 'silent' });
const { newCode, verifyCode } = loginRequests(() => world.url);
const as = (person: Person) => callerWith(world.url, person.token);

interface Scene {
  /** Of the server. */
  boss: Person;
  /** Of the room. */
  owner: Person;
  member: Person;
  stranger: Person;
  room: Room;
  messageId: string;
}

/** Whether it was done. */
type Deed = () => Promise<boolean>;
/** Makes what the deed needs, and gives the deed. */
type Prepared = (scene: Scene) => Deed | Promise<Deed>;

const rest =
  (
    person: (scene: Scene) => Person,
    call: (caller: Caller, scene: Scene) => PromiseLike<{ status: number }>,
  ) =>
  (scene: Scene): Deed =>
  async () =>
    (await call(as(person(scene)), scene)).status < 300;
const byBoss = (call: Parameters<typeof rest>[1]) => rest(({ boss }) => boss, call);
const byOwner = (call: Parameters<typeof rest>[1]) => rest(({ owner }) => owner, call);
/** Does one thing so that another can be done. */
const after =
  (first: (scene: Scene) => Deed, then: (scene: Scene) => Deed): Prepared =>
  async (scene) => {
    expect(await first(scene)()).toBe(true);
    return then(scene);
  };
const said = async <E extends ClientEvent>(person: Person, event: E, payload: ClientPayload<E>) =>
  (await (await world.people.connectLog(person)).ask(event, payload)).success;
const byEvent =
  (event: 'message:hide' | 'message:show' | 'message:delete') =>
  ({ owner, room, messageId }: Scene): Deed =>
  () =>
    said(owner, event, { roomId: room.id, messageId });
const pin =
  (on: boolean) =>
  ({ owner, room, messageId }: Scene): Deed =>
  () =>
    said(owner, 'message:pin', { roomId: room.id, messageId, on });

const inRoom = (path: string) => (at: Scene) => `/api/rooms/${at.room.id}${path}`;
const theirs =
  (path = '') =>
  (at: Scene) =>
    `/api/rooms/${at.room.id}/members/${at.member.id}${path}`;
const onServer = (path: string) => (at: Scene) => `/api/server/rooms/${at.room.id}${path}`;
const account = (path: string) => (at: Scene) => `/api/server/people/${at.member.id}${path}`;

const serverMute = byBoss((by, { member }) => by.put(`/api/users/${member.id}/server-mute`, { seconds: 60 }));
const deactivate = byBoss((by, at) => by.put(account('/deactivation')(at), {}));
const archiveAsServer = byBoss((by, at) => by.post(onServer('/archive')(at)));
const banAsServer = byBoss((by, at) => by.put(onServer(`/bans/${at.member.id}`)(at), {}));
const paint = byOwner((by, at) => by.put(inRoom('/picture')(at), PNG));
const archive = byOwner((by, at) => by.post(inRoom('/archive')(at)));
const remove = byOwner((by, at) => by.delete(inRoom('')(at)));
const mute = byOwner((by, at) => by.put(theirs('/mute')(at), { seconds: 60 }));
const ban = byOwner((by, at) => by.delete(theirs()(at), { ban: true }));

async function answerRequest({ owner, stranger, room }: Scene, answer: 'accept' | 'refuse'): Promise<Deed> {
  const link = await as(owner).post(`/api/rooms/${room.id}/invites`, { way: 'ask' }).expect(201);
  await as(stranger).post(`/api/invites/${(link.body as NewInvite).token}/accept`, {});
  const path = `/api/rooms/${room.id}/requests/${stranger.id}/${answer}`;
  return async () => (await as(owner).post(path, {})).status < 300;
}

async function reported({ owner, stranger, room, messageId }: Scene): Promise<string> {
  await as(stranger).post(`/api/rooms/${room.id}/join`);
  await as(stranger).post(`/api/messages/${messageId}/report`, { reason: 'spam' }).expect(204);
  const { body } = await as(owner).get(`/api/rooms/${room.id}/reports`).expect(200);
  return `/api/rooms/${room.id}/reports/${(body as Report[])[0]?.id ?? ''}/outcome`;
}

/** By somebody who has just logged in, which making a webhook asks for. */
const hookOf =
  (then: (caller: Caller, path: string) => Promise<Deed>): Prepared =>
  async () => {
    const [maker] = (await world.people.crowd(1)) as [Person];
    const { id } = await world.people.createRoom(maker);
    return then(as(maker), `/api/rooms/${id}/hooks`);
  };

/** What every privileged route and event does, with the action of its entry. */
/** Takes a preview away from a message of a member's, or brings it back. */
const showPreview =
  (on: boolean) =>
  ({ owner, room, messageId }: Scene): Deed =>
  async () => {
    const [preview] = await world.database.query<{ id: string }>(
      `INSERT INTO "LinkPreview" (id, "messageId", place, written, url, title) VALUES (gen_random_uuid(), $1, 1, 'x', 'x', 'x')
       ON CONFLICT ("messageId", url) DO UPDATE SET place = 1 RETURNING id`,
      [messageId],
    );
    return said(owner, 'preview:show', { roomId: room.id, messageId, previewId: preview?.id ?? '', on });
  };

const DEEDS: Record<string, [action: string, prepare: Prepared]> = {
  'PUT /api/users/{id}/server-role': [
    'server.role',
    byBoss((by, { member }) => by.put(`/api/users/${member.id}/server-role`, { role: 1 })),
  ],
  'PUT /api/users/{id}/server-mute': ['server.muted', serverMute],
  'DELETE /api/users/{id}/server-mute': [
    'server.unmuted',
    after(
      serverMute,
      byBoss((by, { member }) => by.delete(`/api/users/${member.id}/server-mute`)),
    ),
  ],
  'DELETE /api/server/people/{userId}/sessions/{sessionId}': [
    'server.sessionEnded',
    async ({ boss }) => {
      const username = `somebody-${randomUUID().slice(0, 8)}`;
      const login = await verifyCode({ username, code: await newCode(username) }).expect(201);
      const path = `/api/server/people/${(login.body as Session).user.id}/sessions`;
      const [session] = (await as(boss).get(path).expect(200)).body as LoginSession[];
      return async () => (await as(boss).delete(`${path}/${session?.id ?? ''}`)).status < 300;
    },
  ],
  'PUT /api/server/people/{userId}/deactivation': ['server.deactivated', deactivate],
  'DELETE /api/server/people/{userId}/deactivation': [
    'server.reactivated',
    after(
      deactivate,
      byBoss((by, at) => by.delete(account('/deactivation')(at))),
    ),
  ],
  'DELETE /api/server/people/{userId}/factors': [
    'server.factorsReset',
    async ({ member }) => {
      const [boss] = (await world.people.crowd(1)) as [Person];
      await world.database.query('UPDATE "User" SET "serverRole" = 2 WHERE id = $1', [boss.id]);
      await world.database.query(
        `INSERT INTO "Totp" ("userId", sealed, "confirmedAt") VALUES ($1, 'made up', now())`,
        [member.id],
      );
      return async () => (await as(boss).delete(`/api/server/people/${member.id}/factors`)).status < 300;
    },
  ],
  'POST /api/server/jobs/{jobId}/retry': [
    'server.jobRetried',
    async ({ boss }) => {
      const jobId = await failedJob(world);
      return async () => (await as(boss).post(`/api/server/jobs/${jobId}/retry`)).status < 300;
    },
  ],
  'DELETE /api/server/people/{userId}/picture': [
    'server.pictureRemoved',
    after(
      rest(
        ({ member }) => member,
        (by) => by.put('/api/me/picture', PNG),
      ),
      byBoss((by, at) => by.delete(account('/picture')(at))),
    ),
  ],
  'POST /api/server/rooms/{id}/archive': ['room.archived', archiveAsServer],
  'DELETE /api/server/rooms/{id}/archive': [
    'room.restored',
    after(
      archiveAsServer,
      byBoss((by, at) => by.delete(onServer('/archive')(at))),
    ),
  ],
  'PUT /api/server/rooms/{id}/bans/{userId}': ['member.banned', banAsServer],
  'DELETE /api/server/rooms/{id}/bans/{userId}': [
    'member.unbanned',
    after(
      banAsServer,
      byBoss((by, at) => by.delete(onServer(`/bans/${at.member.id}`)(at))),
    ),
  ],
  'PUT /api/server/rooms/{id}/owner/{userId}': [
    'member.role',
    async (scene) => {
      const { room, member } = scene;
      await world.database.query('UPDATE "RoomMembership" SET role = 0 WHERE "roomId" = $1', [room.id]);
      return byBoss((by, at) => by.put(onServer(`/owner/${member.id}`)(at), {}))(scene);
    },
  ],
  'POST /api/server/rooms/{id}/join': ['member.joined', byBoss((by, at) => by.post(onServer('/join')(at)))],
  'PUT /api/server/settings': [
    'server.configured',
    byBoss((by) => {
      const body = { name: 'Kitchen table', icon: null, registration: 'open', domains: [] };
      return by.put('/api/server/settings', body);
    }),
  ],
  'PATCH /api/rooms/{id}': [
    'room.configured',
    byOwner((by, at) => by.patch(inRoom('')(at), { slowSeconds: 30 })),
  ],
  'PATCH /api/rooms/{id}#topic': [
    'room.configured',
    byOwner((by, at) => by.patch(inRoom('')(at), { topic: 'Soup' })),
  ],
  'DELETE /api/rooms/{id}': ['room.deleted', remove],
  'POST /api/rooms/{id}/restore': [
    'room.restored',
    after(
      remove,
      byOwner((by, at) => by.post(inRoom('/restore')(at))),
    ),
  ],
  'PUT /api/rooms/{id}/picture': ['room.configured', paint],
  'DELETE /api/rooms/{id}/picture': [
    'room.configured',
    after(
      paint,
      byOwner((by, at) => by.delete(inRoom('/picture')(at))),
    ),
  ],
  'POST /api/rooms/{id}/archive': ['room.archived', archive],
  'DELETE /api/rooms/{id}/archive': [
    'room.restored',
    after(
      archive,
      byOwner((by, at) => by.delete(inRoom('/archive')(at))),
    ),
  ],
  'POST /api/rooms/{id}/requests/{userId}/accept': [
    'request.accepted',
    (scene) => answerRequest(scene, 'accept'),
  ],
  'POST /api/rooms/{id}/requests/{userId}/refuse': [
    'request.refused',
    (scene) => answerRequest(scene, 'refuse'),
  ],
  'PATCH /api/rooms/{id}/members/{userId}': [
    'member.role',
    byOwner((by, at) => by.patch(theirs()(at), { role: ROLES.moderator })),
  ],
  'DELETE /api/rooms/{id}/members/{userId}': ['member.kicked', byOwner((by, at) => by.delete(theirs()(at)))],
  'PUT /api/rooms/{id}/members/{userId}/mute': ['member.muted', mute],
  'DELETE /api/rooms/{id}/members/{userId}/mute': [
    'member.unmuted',
    after(
      mute,
      byOwner((by, at) => by.delete(theirs('/mute')(at))),
    ),
  ],
  'DELETE /api/rooms/{id}/bans/{userId}': [
    'member.unbanned',
    after(
      ban,
      byOwner((by, at) => by.delete(inRoom(`/bans/${at.member.id}`)(at))),
    ),
  ],
  'POST /api/rooms/{id}/rules': [
    'rule.added',
    byOwner((by, at) => by.post(inRoom('/rules')(at), { kind: 'word', pattern: 'turnip', act: 'hold' })),
  ],
  'DELETE /api/rooms/{id}/rules/{ruleId}': [
    'rule.removed',
    async ({ owner, room }) => {
      const body = { kind: 'word', pattern: 'turnip', act: 'hold' };
      const made = await as(owner).post(`/api/rooms/${room.id}/rules`, body).expect(201);
      const path = `/api/rooms/${room.id}/rules/${(made.body as { id: string }).id}`;
      return async () => (await as(owner).delete(path)).status < 300;
    },
  ],
  'PUT /api/rooms/{id}/held/{heldId}/outcome': [
    'held.sent',
    async ({ owner, member, room }) => {
      const rule = { kind: 'word', pattern: 'turnip', act: 'hold' };
      await as(owner).post(`/api/rooms/${room.id}/rules`, rule).expect(201);
      await said(member, 'message:send', { roomId: room.id, text: 'turnip', clientMsgId: 'held-00001' });
      const [held] = (await as(owner).get(`/api/rooms/${room.id}/held`).expect(200)).body as HeldMessage[];
      const path = `/api/rooms/${room.id}/held/${held?.id ?? ''}/outcome`;
      return async () => (await as(owner).put(path, { outcome: 'sent' })).status < 300;
    },
  ],
  'PUT /api/rooms/{id}/raid': ['raid.on', byOwner((by, at) => by.put(inRoom('/raid')(at), { on: true }))],
  'PUT /api/rooms/{id}/reports/{reportId}/outcome': [
    'report.handled',
    async (scene) => {
      const path = await reported(scene);
      return async () => (await as(scene.owner).put(path, { outcome: 'dismissed' })).status < 300;
    },
  ],
  'DELETE /api/rooms/{id}/reports/{reportId}/outcome': [
    'report.reopened',
    async (scene) => {
      const path = await reported(scene);
      await as(scene.owner).put(path, { outcome: 'dismissed' }).expect(204);
      return async () => (await as(scene.owner).delete(path)).status < 300;
    },
  ],
  'POST /api/rooms/{id}/hooks': [
    'hook.made',
    hookOf((by, path) => Promise.resolve(async () => (await by.post(path, { name: 'builds' })).status < 300)),
  ],
  'DELETE /api/rooms/{id}/hooks/{hookId}': [
    'hook.ended',
    hookOf(async (by, path) => {
      const { id } = (await by.post(path, { name: 'builds-2' }).expect(201)).body as NewHook;
      return async () => (await by.delete(`${path}/${id}`)).status < 300;
    }),
  ],
  'message:hide': ['message.hidden', byEvent('message:hide')],
  'message:show': ['message.shown', after(byEvent('message:hide'), byEvent('message:show'))],
  'message:delete': ['message.deleted', byEvent('message:delete')],
  'message:pin': ['message.pinned', pin(true)],
  'message:pin (off)': ['message.unpinned', after(pin(true), pin(false))],
  'poll:end': [
    'poll.ended',
    async ({ owner, member, room }) => {
      const poll = { roomId: room.id, question: 'Soup?', options: ['yes', 'no'], clientMsgId: 'poll-00001' };
      const device = await world.people.connectLog(member);
      const { messageId } = await device.tell('poll:create', poll);
      return () => said(owner, 'poll:end', { roomId: room.id, messageId });
    },
  ],
  'preview:show': ['preview.removed', showPreview(false)],
  'preview:show (on)': ['preview.restored', after(showPreview(false), showPreview(true))],
  // The last one: people who are new may do little from then on.
  'PUT /api/server/new-accounts': [
    'server.newAccounts',
    byBoss((by) =>
      by.put('/api/server/new-accounts', { hours: 0, messagesPerHour: 5, links: true, direct: true }),
    ),
  ],
  'POST /api/server/invites': ['server.inviteMade', byBoss((by) => by.post('/api/server/invites', {}))],
  'DELETE /api/server/invites/{serverInviteId}': [
    'server.inviteRevoked',
    async ({ boss }) => {
      const { body } = await as(boss).post('/api/server/invites', {}).expect(201);
      const { id } = body as NewServerInvite;
      return async () => (await as(boss).delete(`/api/server/invites/${id}`)).status < 300;
    },
  ],
  'PUT /api/server/raid': ['server.raidOn', byBoss((by) => by.put('/api/server/raid', { on: true }))],
};

/** What only shows something: nothing is done by it. */
const NO_DEEDS = ['POST /api/server/oidc/test'];

/** What the tables of rights say of a change: that it takes a role which others do not have. */
function isPrivileged(row: Row): boolean {
  if (!('action' in row)) return row.loggedIn === 'FORBIDDEN';
  const { role, othersRole }: { role: number | null; othersRole?: number } = ACTIONS[row.action];
  return (role ?? 0) >= ROLES.moderator || (othersRole !== undefined && row.message === 'of a member');
}

async function scene(): Promise<Scene> {
  const [boss] = (await peopleOf(world, 'owner')) as [Person];
  const [owner, member, stranger] = (await guests(world, 3)) as [Person, Person, Person];
  const room = await world.people.createRoom(owner);
  await world.people.join(member, room.id);
  const [messageId = ''] = await say(world, room, member, ['rude']);
  return { boss, owner, member, stranger, room, messageId };
}

const entries = () =>
  world.database.query<Pick<AuditEntry, 'id' | 'action'>>(
    'SELECT id::int AS id, action FROM "AuditEntry" ORDER BY id',
  );

describe('S201 the audit log', () => {
  afterEach(async () => {
    await world.database.query('ALTER TABLE "AuditEntry" DROP CONSTRAINT IF EXISTS nothing_more');
  });

  it('has an entry of everything that takes a right which others do not have', () => {
    const privileged = [
      ...Object.entries(ROUTES).filter(([name, row]) => !name.startsWith('GET ') && isPrivileged(row)),
      ...Object.entries(EVENTS).filter(([, rows]) => rows.some(isPrivileged)),
    ].map(([name]) => name);
    const isTold = (name: string) =>
      Object.hasOwn(DEEDS, name) || NO_DEEDS.includes(name) || name.endsWith('#guest');
    expect(privileged.filter((name) => !isTold(name))).toEqual([]);
  });

  it.each(Object.entries(DEEDS))(
    'gets it in the transaction that does it: %s',
    async (_name, [action, prepare]) => {
      const deed = await prepare(await scene());
      const before = await entries();
      // Where the entry cannot be written, nothing is done.
      await world.database.query(
        'ALTER TABLE "AuditEntry" ADD CONSTRAINT nothing_more CHECK (false) NOT VALID',
      );
      expect(await deed()).toBe(false);
      await world.database.query('ALTER TABLE "AuditEntry" DROP CONSTRAINT nothing_more');
      expect(await entries()).toEqual(before);
      // So it is still there to be done.
      expect(await deed()).toBe(true);
      const written = (await entries()).slice(before.length);
      expect(written.map((entry) => entry.action)).toEqual([action]);
    },
  );
});
