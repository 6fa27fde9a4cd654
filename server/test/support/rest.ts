import {
  type ErrorCode,
  ERRORS,
  type Message,
  type RestError,
  type RoleName,
  ROLES,
  type Room,
} from '@chatket/contract';
import { expect } from '@jest/globals';
import { JwtService } from '@nestjs/jwt';
import request, { type Response, type Test } from 'supertest';
import { v7 } from 'uuid';
import { TEST_SECRET, type TestApp } from './app.js';
import type { Person } from './people.js';

/** A UUID as answers carry it. */
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** A time as answers carry it. */
export const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
/** A moment for which something can be planned. */
export const TOMORROW = new Date(Date.now() + 24 * 60 * 60 * 1_000).toISOString();

export const UNKNOWN_ID = '0193f1d2-0000-7000-8000-00000000dead';
/** The token of a hand-off that is not there. */
export const HANDOFF_KEY = `${UNKNOWN_ID}.${'a'.repeat(32)}`;

/** REST as one person uses it. */
export interface Caller {
  get(path: string): Test;
  post(path: string, body?: object): Test;
  put(path: string, body?: object): Test;
  patch(path: string, body?: object): Test;
  delete(path: string, body?: object): Test;
}

export function callerWith(url: string, token: string): Caller {
  const signed = (test: Test) => test.auth(token, { type: 'bearer' });
  return {
    get: (path) => signed(request(url).get(path)),
    post: (path, body) => signed(request(url).post(path)).send(body),
    put: (path, body) => signed(request(url).put(path)).send(body),
    patch: (path, body) => signed(request(url).patch(path)).send(body),
    delete: (path, body) => signed(request(url).delete(path)).send(body),
  };
}

/** Holds a failing answer to the one shape all of them have, and to the status of its code. */
export function expectRefusal(response: Response, code: ErrorCode, fields?: string[]): RestError {
  const body = response.body as RestError;
  expect({ status: response.status, body }).toEqual({
    status: ERRORS[code].status,
    body: {
      statusCode: ERRORS[code].status,
      code,
      message: expect.stringMatching(/./),
      traceId: expect.stringMatching(UUID),
      ...(fields && { fields: fields.map((field) => ({ field, message: expect.stringMatching(/./) })) }),
    },
  });
  return body;
}

/** Seconds after which the server says that another try makes sense. */
export function retryAfter(response: Response): number {
  const header = response.get('Retry-After') ?? '';
  expect(header).toMatch(/^\d+$/);
  return Number(header);
}

/** People who are there already, without the cost of logging in one by one. */
export async function guests(world: Pick<TestApp, 'database'>, count: number): Promise<Person[]> {
  const jwt = new JwtService({ secret: TEST_SECRET, signOptions: { expiresIn: '1h' } });
  const people = Array.from({ length: count }, () => {
    const id = v7();
    const username = `guest-${id.slice(-12)}`;
    return { id, username, token: jwt.sign({ sub: id, username }) };
  });
  await world.database.query(
    `INSERT INTO "User" (id, username) SELECT * FROM unnest($1::uuid[], $2::text[])`,
    [people.map(({ id }) => id), people.map(({ username }) => username)],
  );
  return people;
}

/** Somebody who was let in with a name only. */
export async function guestAccount(world: Pick<TestApp, 'database'>): Promise<Person> {
  const id = v7();
  const username = `jo~${id.slice(-12)}`;
  await world.database.query('INSERT INTO "User" (id, username, "isGuest") VALUES ($1, $2, true)', [
    id,
    username,
  ]);
  const jwt = new JwtService({ secret: TEST_SECRET, signOptions: { expiresIn: '1h' } });
  return { id, username, token: jwt.sign({ sub: id, username }) };
}

/** Makes somebody more, or less, in a room than they are. */
export async function promote(
  world: Pick<TestApp, 'database'>,
  person: Person,
  room: Pick<Room, 'id'>,
  role: RoleName,
): Promise<void> {
  await world.database.query(`UPDATE "RoomMembership" SET role = $3 WHERE "roomId" = $1 AND "userId" = $2`, [
    room.id,
    person.id,
    ROLES[role],
  ]);
}

/** Stores what a member says, in order, and returns the ids. */
export async function say(
  world: TestApp,
  room: Pick<Room, 'id'>,
  person: Person,
  texts: string[],
): Promise<string[]> {
  const rows = await world.database.query<{ outcome: string; message_id: string }>(
    'SELECT outcome, message_id FROM chat_send($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[])',
    [
      texts.map(() => room.id),
      texts.map(() => v7()),
      texts.map(() => person.id),
      texts.map(() => v7()),
      texts,
    ],
  );
  if (rows.some(({ outcome }) => outcome !== 'stored')) throw new Error('a message was not stored');
  return rows.map(({ message_id }) => message_id);
}

/** A room of the host's, which the guest is a member of, with so many messages that nobody has heard. @returns its id */
export async function roomWithBacklog(
  world: TestApp,
  { host, guest, count }: { host: Person; guest: Person; count: number },
): Promise<string> {
  const room = await world.people.createRoom(host);
  await world.people.join(guest, room.id);
  const texts = Array.from({ length: count }, (_, n) => `message ${String(n + 1)}`);
  await say(world, room, host, texts);
  return room.id;
}

export function messagesOf(response: Response): Message[] {
  expect(response.status).toBe(200);
  return response.body as Message[];
}

export function roomsOf(response: Response): Room[] {
  expect(response.status).toBe(200);
  return response.body as Room[];
}

export function nextCursorOf(response: Response): string | undefined {
  return response.get('X-Next-Cursor');
}
