import { describe, expect, it } from '@jest/globals';
import {
  type AckBody,
  type Action,
  ACTIONS,
  type ClientEvent,
  type ErrorCode,
  type RoleName,
  ROLES,
  type Room,
} from '@chatket/contract';
import { SOCKET_EVENTS } from '@chatket/contract/events';
import request from 'supertest';
import { Memberships } from '../../src/members/index.js';
import { Dispatcher } from '../../src/realtime/index.js';
import { openDevice } from '../support/device.js';
import type { Person } from '../support/people.js';
import { callerWith, guestAccount, guests, promote, say, UNKNOWN_ID } from '../support/rest.js';
import {
  type Answer,
  answerOf,
  type Column,
  COLUMNS,
  EVENTS,
  type InRoom,
  isGuest,
  type Kind,
  KINDS,
  missing,
  roleOf,
  type Row,
  ROUTES,
} from '../support/permission-table.js';
import { useWorld } from '../support/world.js';

const BODIES: Record<string, object> = {
  'POST /api/auth/request-code': { username: 'somebody' },
  'POST /api/auth/verify-code': { username: 'somebody-else', code: '123456' },
  'POST /api/rooms': { name: 'Kitchen' },
  'POST /api/auth/upgrade': { username: 'somebody-else', code: '123456' },
  'POST /api/invites/{token}/guest': { name: 'somebody' },
  'PUT /api/users/{id}/server-role': { role: 1 },
  'PATCH /api/rooms/{id}': { editWindowSeconds: 86_400 },
  'POST /api/messages/{id}/reactions': { emoji: '👍' },
};

/** What is said to an event in the scene: rev is the seq of a message that has not changed. */
const payloadOf = (event: ClientEvent, { roomId, messageId, rev }: Target): object =>
  ({
    'rooms:sync': { rooms: [{ roomId, lastSeq: 0 }] },
    'room:join': { roomId },
    'room:leave': { roomId },
    'room:read': { roomId, seq: 1 },
    'room:page': { roomId },
    'message:send': { roomId, text: 'hello', clientMsgId: 'permission-1' },
    'message:edit': { roomId, messageId, text: 'another text', rev },
    'message:delete': { roomId, messageId },
    'message:react': { roomId, messageId, emoji: '👍', on: true },
    'reaction:add': { messageId, emoji: '👍' },
    'reaction:remove': { messageId, emoji: '👍' },
    'typing:update': { roomId, isTyping: true },
    'presence:ping': { roomId },
  })[event];

/** Actions that nothing asks for yet. */
const WITHOUT_A_DOOR: Action[] = ['archive', 'describe', 'mute', 'remove', 'setRole'];
/** What a body asks for, beside what its route does: see the specs of these. */
const BY_BODY: Action[] = ['inviteGuests'];

/** Who was never in the room. */
const OUTSIDE: Column[] = ['anonymous', 'outsider', 'guest of another room'];

interface Target {
  roomId: string;
  messageId: string;
  rev: number;
}

const { world } = useWorld([], { AUTH_REQUESTS_PER_ACCOUNT: '1000', AUTH_VERIFIES_PER_ACCOUNT: '1000' });

async function headOf(roomId: string): Promise<number> {
  const rows = await world.database.query<{ head: string }>(
    'SELECT "lastSeq" AS head FROM "Room" WHERE id = $1',
    [roomId],
  );
  return Number(rows[0]?.head);
}

/** Somebody of that column, and in the room a message of the owner, one of a member and, if they were ever in, theirs. */
async function scene(
  column: Column,
  kind: Kind,
): Promise<{
  room: Room;
  person: Person | undefined;
  target: (message: InRoom['message']) => Target;
}> {
  const [owner, somebody, bystander] = (await guests(world, 3)) as [Person, Person, Person];
  const other = isGuest(column) ? await guestAccount(world) : somebody;
  const created = await callerWith(world.url, owner.token).post('/api/rooms', { name: 'Kitchen', kind });
  const room = created.body as Room;
  const join = (user: Person) => world.app.get(Memberships).add(room.id, { user });
  const wasIn = column !== 'owner' && !OUTSIDE.includes(column);
  await join(bystander);
  if (wasIn) await join(other);
  const targets: Target[] = [];
  for (const author of [owner, bystander, ...(wasIn ? [other] : [])]) {
    const [messageId = ''] = await say(world, room, author, ['a secret']);
    targets.push({ roomId: room.id, messageId, rev: await headOf(room.id) });
  }
  const [ofOwner, ofMember, theirs] = targets as [Target, Target, Target?];
  if (column === 'former member') await world.people.leaveForGood(other, room.id);
  else if (column in ROLES && wasIn) await promote(world, other, room, column as RoleName);
  return {
    room,
    person: column === 'anonymous' ? undefined : column === 'owner' ? owner : other,
    target: (message) =>
      message === 'of the owner' ? ofOwner : message === 'own' ? (theirs ?? ofOwner) : ofMember,
  };
}

type Cell = readonly [name: string, kind: Kind, column: Column | 'nowhere', row: Row, answer: Answer];

const cellsOf = (name: string, row: Row): Cell[] =>
  // What asks nothing of a room is the same whichever kind it has.
  KINDS.slice(0, 'action' in row ? KINDS.length : 1).flatMap((kind): Cell[] => [
    ...COLUMNS.map((column) => [name, kind, column, row, answerOf(row, column, kind)] as const),
    ...('nowhere' in row ? [[name, kind, 'nowhere', row, row.nowhere] as const] : []),
  ]);
/** Where nothing is there, it is an owner who asks: whoever may everything is not told more. */
const columnOf = (column: Column | 'nowhere'): Column => (column === 'nowhere' ? 'owner' : column);

const titled = (cells: Cell[]) =>
  cells.map(([name, kind, column, row, answer]) => ({
    title: [name, kind, ...('message' in row ? [row.message] : []), column, answer].join(', '),
    name,
    kind,
    column,
    row,
    answer,
  }));

describe('S071 the table of permissions', () => {
  it('has a row for every route of the documentation', async () => {
    const { body } = await request(world.url).get('/docs-json').expect(200);
    const { paths } = body as { paths: Record<string, object> };
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(Object.keys(ROUTES).sort()).toEqual(routes.sort());
  });

  it('has a row for every event that is handled', () => {
    expect(Object.keys(EVENTS).sort()).toEqual(world.app.get(Dispatcher).events.sort());
    for (const rows of Object.values(EVENTS)) expect(rows).not.toEqual([]);
  });

  it('has a row for every action of the contract', () => {
    const rows = [...Object.values(ROUTES), ...Object.values(EVENTS).flat()];
    const asked = new Set(rows.flatMap((row) => ('action' in row ? [row.action] : [])));
    expect([...asked, ...BY_BODY, ...WITHOUT_A_DOOR].sort()).toEqual(Object.keys(ACTIONS).sort());
  });

  it('names an action for everything that addresses a room or a message', () => {
    const addressed = [
      ...Object.entries(ROUTES).filter(([name]) => name.includes('{id}')),
      ...Object.entries(EVENTS).flatMap(([event, rows]) => {
        const { payload } = SOCKET_EVENTS.client[event as ClientEvent];
        const isAddressed = /"(roomId|messageId)"/.test(JSON.stringify(payload));
        return isAddressed ? rows.map((row) => [event, row] as const) : [];
      }),
    ];
    expect(addressed.length).toBeGreaterThan(10);
    const without = addressed.filter(([, row]) => !('action' in row)).map(([name]) => name);
    expect(without).toEqual(['PUT /api/users/{id}/server-role', 'room:leave']);
  });
});

/** A path of the documentation about something; what else it names is not there. */
const withId = (path: string, id: string) =>
  path
    .replace('{id}', id)
    .replace('{emoji}', encodeURIComponent('👍'))
    .replace('{token}', 'AAAAAAAAAAAAAAAAAAAAAA')
    .replaceAll(/\{\w+\}/g, UNKNOWN_ID);
const withoutTrace = (body: string) => body.replace(/"traceId":"[^"]*"/, '');

describe('S071 a route', () => {
  const cells = Object.entries(ROUTES).flatMap(([name, row]) => cellsOf(name, row));

  it.each(titled(cells))('$title', async ({ name, kind, column, row, answer }) => {
    const { room, person, target } = await scene(columnOf(column), kind);
    const [method = '', path = ''] = name.split(' ');
    const named = 'message' in row ? target(row.message).messageId : room.id;
    const id = column === 'nowhere' ? UNKNOWN_ID : named;
    const url = withId(path, id);
    const call = request(world.url)[method.toLowerCase() as 'get'](url);
    if (person) void call.auth(person.token, { type: 'bearer' });
    const response = await call.send(BODIES[name]);
    const { code, need, have } = response.body as { code?: ErrorCode; need?: string; have?: string };
    expect(typeof answer === 'number' ? response.status : code).toBe(answer);
    if (column !== 'nowhere' && code === 'FORBIDDEN')
      expect({ need, have }).toEqual(missing(row, column, kind));
    else expect([need, have]).toEqual([undefined, undefined]);
    if (kind !== 'public' && roleOf(columnOf(column)) === null) {
      const elsewhere = withId(path, UNKNOWN_ID);
      const nowhere = request(world.url)[method.toLowerCase() as 'get'](elsewhere);
      if (person) void nowhere.auth(person.token, { type: 'bearer' });
      expect(withoutTrace(response.text)).toBe(withoutTrace((await nowhere.send(BODIES[name])).text));
    }
    const isMemberNow = roleOf(columnOf(column)) !== null || path.endsWith('/join');
    if (!isMemberNow) expect(response.text).not.toContain('a secret');
  });
});

describe('S071 an event', () => {
  const cells = Object.entries(EVENTS).flatMap(([name, rows]) => rows.flatMap((row) => cellsOf(name, row)));

  it.each(titled(cells))('$title', async ({ name, kind, column, row, answer }) => {
    const event = name as ClientEvent;
    const { room, person, target } = await scene(columnOf(column), kind);
    if (!person) {
      const opening = openDevice(world.url, {});
      await expect(opening).rejects.toMatchObject({ data: { code: answer } });
      return;
    }
    const here = target('message' in row ? row.message : undefined);
    const there = { ...here, roomId: UNKNOWN_ID, messageId: UNKNOWN_ID };
    const device = await world.people.connect(person);
    const isInside = roleOf(columnOf(column)) !== null;
    if (isInside) await device.tell('room:join', { roomId: room.id });
    device.forget();
    const payload = payloadOf(event, column === 'nowhere' ? there : here);
    const ack = (await device.askAnything(event, payload)) as Partial<
      AckBody<'rooms:sync'> & AckBody<'presence:ping'>
    > & { success: boolean; code?: ErrorCode; need?: string; have?: string };
    if (answer === 'left out') {
      const roomId = column === 'nowhere' ? UNKNOWN_ID : room.id;
      expect(ack.success).toBe(true);
      expect(ack.results ?? []).toEqual([]);
      expect(ack.heads ?? {}).not.toHaveProperty(roomId);
    } else {
      expect(ack.success ? 'done' : ack.code).toBe(answer);
    }
    if (column !== 'nowhere' && ack.code === 'FORBIDDEN')
      expect({ need: ack.need, have: ack.have }).toEqual(missing(row, column, kind));
    else expect([ack.need, ack.have]).toEqual([undefined, undefined]);
    if (!isInside) expect(JSON.stringify(device.heard)).not.toContain('a secret');
  });
});
