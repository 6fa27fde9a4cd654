import { describe, expect, it } from '@jest/globals';
import type { ClientEvent, ErrorCode, Room } from '@chatket/contract';
import request from 'supertest';
import { Dispatcher } from '../../src/realtime/index.js';
import { openDevice } from '../support/device.js';
import type { Person } from '../support/people.js';
import { guests, say, UNKNOWN_ID } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const ROLES = ['anonymous', 'outsider', 'former member', 'member', 'creator'] as const;
type Role = (typeof ROLES)[number];

/** What somebody is answered: a status, a code, or what an event says of the room. */
type Answer = number | ErrorCode | 'done' | 'left out';

/** One row for everything that can be asked: what each role is answered, and a member who names a room that is not. */
type Row = Record<Role, Answer> & { 'no such room'?: Answer };

const everybody = (answer: Answer): Row => ({
  anonymous: answer,
  outsider: answer,
  'former member': answer,
  member: answer,
  creator: answer,
});
const loggedIn = (answer: Answer): Row => ({ ...everybody(answer), anonymous: 'UNAUTHENTICATED' });
const membersOnly = (answer: Answer): Row => ({
  ...loggedIn(answer),
  outsider: 'NOT_A_MEMBER',
  'former member': 'NOT_A_MEMBER',
});

const REST: Record<string, Row> = {
  'GET /api/health': everybody(200),
  'GET /api/config': everybody(200),
  'POST /api/auth/request-code': everybody(201),
  'POST /api/auth/verify-code': everybody('INVALID_CODE'),
  'GET /api/rooms': loggedIn(200),
  'POST /api/rooms': loggedIn(201),
  'GET /api/rooms/{id}': { ...loggedIn(200), 'no such room': 'ROOM_NOT_FOUND' },
  'POST /api/rooms/{id}/join': {
    ...loggedIn(201),
    member: 200,
    creator: 200,
    'no such room': 'ROOM_NOT_FOUND',
  },
  'DELETE /api/rooms/{id}/membership': { ...loggedIn(204), 'no such room': 'ROOM_NOT_FOUND' },
  'GET /api/rooms/{id}/messages': { ...membersOnly(200), 'no such room': 'ROOM_NOT_FOUND' },
};

const EVENTS: Record<ClientEvent, Row> = {
  'rooms:sync': {
    ...loggedIn('done'),
    outsider: 'left out',
    'former member': 'left out',
    'no such room': 'left out',
  },
  'room:join': { ...membersOnly('done'), 'no such room': 'ROOM_NOT_FOUND' },
  'room:leave': { ...loggedIn('done'), 'no such room': 'done' },
  'room:read': { ...membersOnly('done'), 'no such room': 'ROOM_NOT_FOUND' },
  'message:send': { ...membersOnly('done'), 'no such room': 'ROOM_NOT_FOUND' },
  'typing:update': { ...membersOnly('done'), 'no such room': 'NOT_A_MEMBER' },
  'presence:ping': {
    ...loggedIn('done'),
    outsider: 'left out',
    'former member': 'left out',
    'no such room': 'left out',
  },
};

const BODIES: Record<string, object> = {
  'POST /api/auth/request-code': { username: 'somebody' },
  'POST /api/auth/verify-code': { username: 'somebody-else', code: '123456' },
  'POST /api/rooms': { name: 'Kitchen' },
};

const payloadOf = (event: ClientEvent, roomId: string): object =>
  ({
    'rooms:sync': { rooms: [{ roomId, lastSeq: 0 }] },
    'room:join': { roomId },
    'room:leave': { roomId },
    'room:read': { roomId, seq: 1 },
    'message:send': { roomId, text: 'hello', clientMsgId: 'permission-1' },
    'typing:update': { roomId, isTyping: true },
    'presence:ping': { roomId },
  })[event];

const { world } = useWorld([], { AUTH_REQUESTS_PER_ACCOUNT: '1000', AUTH_VERIFIES_PER_ACCOUNT: '1000' });

/** A room with one message in it, and somebody in that role. */
async function scene(role: Role): Promise<{ room: Room; person: Person | undefined }> {
  const [creator, other] = (await guests(world, 2)) as [Person, Person];
  const room = await world.people.createRoom(creator);
  await say(world, room, creator, ['a secret']);
  if (role === 'member' || role === 'former member') await world.people.join(other, room.id);
  if (role === 'former member') await world.people.leaveForGood(other, room.id);
  return { room, person: role === 'anonymous' ? undefined : role === 'creator' ? creator : other };
}

const cells = (table: Record<string, Row>) =>
  Object.entries(table).flatMap(([name, row]) => [
    ...ROLES.map((role) => [name, role, role, row[role]] as const),
    ...('no such room' in row ? [[name, 'no such room', 'member', row['no such room']] as const] : []),
  ]);

describe('S071 the table of permissions', () => {
  it('has a row for every route of the documentation', async () => {
    const { body } = await request(world.url).get('/docs-json').expect(200);
    const { paths } = body as { paths: Record<string, object> };
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(Object.keys(REST).sort()).toEqual(routes.sort());
  });

  it('has a row for every event that is handled', () => {
    expect(Object.keys(EVENTS).sort()).toEqual(world.app.get(Dispatcher).events.sort());
  });

  it('says of every room that is addressed what happens when there is none', () => {
    const addressed = Object.keys(REST).filter((name) => name.includes('{id}'));
    for (const name of addressed) expect(REST[name]).toHaveProperty('no such room');
    for (const row of Object.values(EVENTS)) expect(row).toHaveProperty('no such room');
  });
});

describe('S071 a route', () => {
  it.each(cells(REST))('%s, %s', async (name, column, role, answer) => {
    const { room, person } = await scene(role);
    const [method = '', path = ''] = name.split(' ');
    const id = column === 'no such room' ? UNKNOWN_ID : room.id;
    const call = request(world.url)[method.toLowerCase() as 'get'](path.replace('{id}', id));
    if (person) void call.auth(person.token, { type: 'bearer' });
    const response = await call.send(BODIES[name]);
    const { code } = response.body as { code?: ErrorCode };
    expect(typeof answer === 'number' ? response.status : code).toBe(answer);
    const isMemberNow = role === 'creator' || role === 'member' || path.endsWith('/join');
    if (!isMemberNow) expect(response.text).not.toContain('a secret');
  });
});

describe('S071 an event', () => {
  it.each(cells(EVENTS))('%s, %s', async (name, column, role, answer) => {
    const event = name as ClientEvent;
    const { room, person } = await scene(role);
    if (!person) {
      const opening = openDevice(world.url, {});
      await expect(opening).rejects.toMatchObject({ data: { code: answer } });
      return;
    }
    const roomId = column === 'no such room' ? UNKNOWN_ID : room.id;
    const device = await world.people.connect(person);
    const isInside = role === 'member' || role === 'creator';
    if (isInside) await device.tell('room:join', { roomId: room.id });
    device.forget();
    const ack = (await device.askAnything(event, payloadOf(event, roomId))) as {
      success: boolean;
      code?: ErrorCode;
      results?: unknown[];
      heads?: Record<string, number>;
    };
    if (answer === 'left out') {
      expect(ack.success).toBe(true);
      expect(ack.results ?? []).toEqual([]);
      expect(ack.heads ?? {}).not.toHaveProperty(roomId);
    } else {
      expect(ack.success ? 'done' : ack.code).toBe(answer);
    }
    if (!isInside) expect(JSON.stringify(device.heard)).not.toContain('a secret');
  });
});
