import { Agent, request as httpRequest } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ERRORS, type ErrorCode } from '@chatket/contract';
import fc from 'fast-check';
import { SOCKET_EVENTS } from '../../src/http/socket-docs.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { type Device, openDevice } from '../support/device.js';
import { People, type Person } from '../support/people.js';
import { ServerProcess } from '../support/server-process.js';
import { guests, UNKNOWN_ID } from '../rest/support/rest.js';
import { ApiDocument, type Operation } from './support/api-document.js';
import { RawSocket } from './support/raw-socket.js';

// The same inputs each time, so that a red run can be seen again; another FUZZ_SEED looks elsewhere.
fc.configureGlobal({ seed: Number(process.env.FUZZ_SEED ?? 1) });

/** Answers that come before a route is found, so that no route documents them. */
const OF_THE_FRAME = [400, 404, 413];

/** On a busy machine fewer runs have to do. A failure names the seed with which it comes again. */
const BOUNDED = { interruptAfterTimeLimit: 5_000 };

let database: TestDatabase;
/** The production process: whatever nobody has caught would end it. */
let server: ServerProcess;
let api: ApiDocument;
let alice: Person;
let roomId: string;
let honest: Device;
const agent = new Agent({ keepAlive: true, maxSockets: 4 });

beforeAll(async () => {
  database = await createDatabase();
  server = await ServerProcess.start({
    DATABASE_URL: database.url,
    AUTH_REQUESTS_PER_IP: '100000',
    AUTH_VERIFIES_PER_IP: '100000',
    AUTH_REQUESTS_PER_ACCOUNT: '100000',
    AUTH_VERIFIES_PER_ACCOUNT: '100000',
  });
  api = await ApiDocument.of(server.url);
  alice = (await guests({ database }, 1))[0] as Person;
  roomId = (await new People(server.url).createRoom(alice)).id;
  honest = await openDevice(server.url, { token: alice.token, batch: true });
}, 60_000);
afterEach(async () => {
  await honest.settled();
  expect(server.log).not.toMatch(/"level":(50|60)/);
});
afterAll(async () => {
  honest.close();
  agent.destroy();
  expect(await server.stop()).toBe(0);
  await database.drop();
});

interface Answer {
  status: number;
  body: unknown;
}

interface Call {
  path: string;
  method: string;
  headers: Record<string, string>;
  body: string;
}

function send({ path, method, headers, body }: Call): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = httpRequest(
      server.url,
      { path, method, headers: { ...headers, 'content-length': Buffer.byteLength(body) }, agent },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          const isJson = /json/.test(response.headers['content-type'] ?? '');
          resolve({ status: response.statusCode ?? 0, body: isJson ? JSON.parse(text) : text });
        });
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '',
    '0',
    '-1',
    '1e999',
    'null',
    'true',
    '__proto__',
    `' OR 1=1 --`,
    '\0',
    '%',
    '../..',
    UNKNOWN_ID,
  ),
);
const value = fc.oneof(
  text,
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(null, true, 1e308, -0, [], {}),
);

/** Half of the time what is asked for, so that calls get behind the door. */
const known = () =>
  fc.constantFrom<unknown>(
    roomId,
    roomId.toUpperCase(),
    UNKNOWN_ID,
    'true',
    '1',
    50,
    'Kitchen',
    '123456',
    'somebody',
  );

const textOf = (part: unknown) => (typeof part === 'string' ? part : JSON.stringify(part ?? null));

/** Text as it can stand in an address; half a surrogate pair has no encoding. */
const inAddress = (part: unknown) =>
  encodeURIComponent(textOf(part).replaceAll(/[\uD800-\uDFFF]/gu, '\uFFFD'));

function callOf(operation: Operation): fc.Arbitrary<Call> {
  const names = (place: 'path' | 'query') =>
    operation.parameters.filter((parameter) => parameter.in === place).map(({ name }) => name);
  const record = (fields: string[]) =>
    fc.record(Object.fromEntries(fields.map((name) => [name, fc.oneof(known(), value)])), {
      requiredKeys: [],
    });
  return fc
    .record({
      inPath: fc.record(
        Object.fromEntries(
          names('path').map((name) => [
            name,
            fc.oneof(
              fc.constant(roomId),
              known(),
              text.filter((part) => part !== ''),
            ),
          ]),
        ),
      ),
      query: fc.oneof(record(names('query')), fc.dictionary(text, text, { maxKeys: 3 })),
      body: fc.oneof(
        { weight: 4, arbitrary: record(operation.bodyFields).map((body) => JSON.stringify(body)) },
        { weight: 2, arbitrary: fc.json() },
        { weight: 1, arbitrary: text },
      ),
      type: fc.oneof(
        { weight: 6, arbitrary: fc.constant('application/json') },
        {
          weight: 1,
          arbitrary: fc.constantFrom('text/plain', 'multipart/form-data', 'application/json; charset=utf-7'),
        },
      ),
      login: fc.oneof(
        { weight: 6, arbitrary: fc.constant(`Bearer ${alice.token}`) },
        { weight: 1, arbitrary: fc.constantFrom('', 'Bearer', 'Bearer x.y.z', `Basic ${alice.token}`) },
      ),
    })
    .map(({ inPath, query, body, type, login }) => ({
      method: operation.method,
      path: address(operation.path, inPath, query),
      headers: { 'content-type': type, ...(login && { authorization: login }) },
      body: operation.method === 'GET' ? '' : body,
    }));
}

/** A call that is let in, so that what comes behind the door is seen for certain. */
function goodCallOf({ method, path }: Operation): Call {
  const bodies: Record<string, object> = {
    '/api/auth/request-code': { username: 'somebody' },
    '/api/auth/verify-code': { username: 'somebody', code: '123456' },
    '/api/rooms': { name: 'Kitchen' },
  };
  return {
    method,
    path: address(path, { id: roomId }, {}),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${alice.token}` },
    body: method === 'GET' ? '' : JSON.stringify(bodies[path] ?? {}),
  };
}

function address(path: string, inPath: Record<string, unknown>, query: Record<string, unknown>): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_match, name: string) => inAddress(inPath[name]));
  const search = Object.entries(query).map(([name, part]) => `${inAddress(name)}=${inAddress(part)}`);
  return search.length > 0 ? `${filled}?${search.join('&')}` : filled;
}

describe('S094 S079 requests made from the documentation', () => {
  it('are answered as it says, and with nothing that it does not say', async () => {
    const reached = new Set<string>();
    // Leaving comes last: nobody but a member gets to the rest.
    const operations = api
      .operations()
      .sort((a, b) => Number(a.method === 'DELETE') - Number(b.method === 'DELETE'));
    for (const operation of operations) {
      const isSlow = operation.path.includes('/auth/');
      const property = fc.asyncProperty(callOf(operation), async (call) => {
        const { status, body } = await send(call);
        reached.add(`${operation.name} ${String(status)}`);
        expect(status).toBeLessThan(500);
        const isDocumented = operation.statuses.includes(status);
        expect(isDocumented || OF_THE_FRAME.includes(status)).toBe(true);
        const faults = isDocumented ? api.faults(operation, status, body) : api.refusalFaults(body);
        expect({ status, body, faults }).toEqual({ status, body, faults: [] });
      });
      await fc.assert(property, {
        ...BOUNDED,
        numRuns: isSlow ? 40 : 150,
        examples: [[goodCallOf(operation)]],
      });
    }
    // A generator that never gets behind the door would prove nothing.
    for (const { name, statuses } of operations) {
      const successes = statuses.filter((status) => status < 300);
      const isReached = successes.some((status) => reached.has(`${name} ${String(status)}`));
      expect({ name, isReached }).toEqual({ name, isReached: !name.includes('verify-code') });
    }
  }, 120_000);
});

describe('S048 S056 packets that were made up', () => {
  const json = fc.oneof(
    value.map((some) => JSON.stringify(some) ?? 'null'),
    text,
  );
  const event = fc
    .tuple(
      fc.oneof(fc.constantFrom(...Object.keys(SOCKET_EVENTS.client)), text),
      fc.array(value, { maxLength: 3 }),
    )
    .map(([name, args]) => JSON.stringify([name, ...args]));
  const packet = fc.oneof(
    fc
      .tuple(
        fc.constantFrom('42', '421', '43', '430', '40', '41', '44', '4', '42/x,', '40/x,'),
        fc.oneof(event, json),
      )
      .map((parts) => parts.join('')),
    fc.tuple(fc.constantFrom('451-', '452-', '461-', '45', '4511-'), event).map((parts) => parts.join('')),
    text,
    fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  );

  it('end at most their own connection', async () => {
    const property = fc.asyncProperty(fc.array(packet, { minLength: 1, maxLength: 8 }), async (packets) => {
      const socket = await RawSocket.logIn(server.url, alice.token);
      socket.send(...packets, '429999["presence:ping",{}]');
      await Promise.race([socket.ended, socket.ack(9999).catch(() => undefined)]);
      socket.close();
      await socket.ended;
    });
    await fc.assert(property, { ...BOUNDED, numRuns: 200 });
  }, 120_000);

  it('are answered with a code when they are events, and never with INTERNAL', async () => {
    const device = await openDevice(server.url, { token: alice.token, batch: true });
    for (const [name, { payload }] of Object.entries(SOCKET_EVENTS.client)) {
      const fields = Object.fromEntries(
        Object.entries(payload).map(([field, good]) => [
          field,
          fc.oneof(
            fc.constant<unknown>(field === 'roomId' ? roomId : good),
            value,
            fc.anything({ maxDepth: 2 }),
          ),
        ]),
      );
      const property = fc.asyncProperty(fc.record(fields, { requiredKeys: [] }), async (made) => {
        const ack = (await device.askAnything(name, sendable(made))) as {
          success: boolean;
          code?: ErrorCode;
        };
        if (ack.success) return;
        expect(Object.keys(ERRORS)).toContain(ack.code);
        expect(ack.code).not.toBe('INTERNAL');
      });
      await fc.assert(property, { ...BOUNDED, numRuns: 100 });
    }
    device.close();
  }, 120_000);
});

/** Only what a client could send: the library fails on the rest before it leaves. */
function sendable(made: unknown): unknown {
  return JSON.parse(
    JSON.stringify(made, (_key, part: unknown) => (typeof part === 'bigint' ? part.toString() : part)),
  ) as unknown;
}
