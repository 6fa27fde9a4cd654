import { Agent, request as httpRequest } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ERRORS,
  type ErrorCode,
  type HeldMessage,
  type NewInvite,
  type Report,
  type ScheduledMessage,
} from '@chatket/contract';
import fc from 'fast-check';
import { SOCKET_EVENTS } from '@chatket/contract/events';
import { Browser } from '../support/browser.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { type Device, openDevice } from '../support/device.js';
import { People, type Person } from '../support/people.js';
import { ServerProcess } from '../../../rig/server-process.mjs';
import { callerWith, guests, TOMORROW } from '../support/rest.js';
import { ApiDocument } from '../support/api-document.js';
import { type Call, callOf, goodCallOf, text, value } from '../support/made-up-calls.js';
import { RawSocket } from '../support/raw-websocket.js';

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
let messageId: string;
let honest: Device;
const agent = new Agent({ keepAlive: true, maxSockets: 4 });

beforeAll(async () => {
  database = await createDatabase();
  server = await ServerProcess.start({
    DATABASE_URL: database.url,
    AUTH_METHODS: 'code,password,passkey',
    AUTH_REQUESTS_PER_IP: '100000',
    AUTH_VERIFIES_PER_IP: '100000',
    AUTH_REQUESTS_PER_ACCOUNT: '100000',
    AUTH_VERIFIES_PER_ACCOUNT: '100000',
  });
  api = await ApiDocument.of(server.url);
  alice = (await guests({ database }, 1))[0] as Person;
  // Whoever runs the server gets behind the most doors.
  await database.query('UPDATE "User" SET "serverRole" = 2 WHERE id = $1', [alice.id]);
  roomId = (await new People(server.url).createRoom(alice)).id;
  honest = await openDevice(server.url, { token: alice.token, batch: true });
  const sent = { roomId, text: 'hello', clientMsgId: 'fuzz-00001' };
  ({ messageId } = await honest.tell('message:send', sent));
});
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

/** Alice's login in a browser, beside the token that everything else is asked with. */
async function loginInBrowser(): Promise<{ page: { origin: string; cookie: string }; sessionId: string }> {
  const browser = new Browser(server.url);
  await browser.post('/api/sessions', undefined, { authorization: `Bearer ${alice.token}` });
  return { page: { origin: server.url, cookie: browser.cookie }, sessionId: browser.sessionId };
}

describe('S094 S079 requests made from the documentation', () => {
  it('are answered as it says, and with nothing that it does not say', async () => {
    const [member] = (await guests({ database }, 1)) as [Person];
    await new People(server.url).join(member, roomId);
    const other = await openDevice(server.url, { token: member.token });
    const sent = { roomId, text: 'buy this', clientMsgId: 'fuzz-00002' };
    const { messageId: otherMessageId } = await other.tell('message:send', sent);
    const owner = callerWith(server.url, alice.token);
    await owner
      .post(`/api/rooms/${roomId}/rules`, { kind: 'word', pattern: 'waits', act: 'hold' })
      .expect(201);
    await other.ask('message:send', { roomId, text: 'it waits', clientMsgId: 'fuzz-00003' });
    const heldId =
      ((await owner.get(`/api/rooms/${roomId}/held`).expect(200)).body as HeldMessage[])[0]?.id ?? '';
    other.close();
    await callerWith(server.url, member.token)
      .post(`/api/messages/${messageId}/report`, { reason: 'spam' })
      .expect(204);
    const { body } = await owner.get(`/api/rooms/${roomId}/reports`).expect(200);
    const reportId = (body as Report[])[0]?.id ?? '';
    const opened = await callerWith(server.url, alice.token).post('/api/direct', { userIds: [member.id] });
    const { id: directId } = opened.body as { id: string };
    const { id: guestRoomId } = await new People(server.url).createRoom(alice);
    const { id: ownerlessId } = await new People(server.url).createRoom(alice);
    await new People(server.url).join(member, ownerlessId);
    await database.query('UPDATE "RoomMembership" SET role = 1 WHERE "roomId" = $1', [ownerlessId]);
    const made = await owner.post(`/api/rooms/${guestRoomId}/invites`, { way: 'guest' }).expect(201);
    const { id: inviteId, token: inviteToken } = made.body as NewInvite;
    const later = { text: 'Good morning.', at: TOMORROW };
    const planned = await owner.post(`/api/rooms/${roomId}/scheduled`, later).expect(201);
    const { id: scheduledId } = planned.body as ScheduledMessage;
    const program = { name: 'A program', scope: 'read' };
    const ofProgram = await owner.post('/api/tokens', program).expect(201);
    const bot = await owner.post('/api/bots', { name: 'fuzzy' }).expect(201);
    const { id: botId } = bot.body as { id: string };
    const ofBot = await owner.post(`/api/bots/${botId}/tokens`, program).expect(201);
    // A webhook is made by who has just logged in.
    const maker = await new People(server.url).logIn('fuzzy-maker');
    await new People(server.url).join(maker, roomId);
    await database.query('UPDATE "RoomMembership" SET role = 2 WHERE "userId" = $1', [maker.id]);
    const hook = await callerWith(server.url, maker.token)
      .post(`/api/rooms/${roomId}/hooks`, { name: 'fuzzy-hook' })
      .expect(201);
    await callerWith(server.url, maker.token).delete(`/api/rooms/${roomId}/membership`).expect(204);
    const ids = {
      hookId: (hook.body as { id: string }).id,
      tokenId: (ofProgram.body as { id: string }).id,
      botId,
      botTokenId: (ofBot.body as { id: string }).id,
      scheduledId,
      heldId,
      guestRoomId,
      ownerlessId,
      inviteId,
      inviteToken,
      ...(await loginInBrowser()),
      userId: alice.id,
      roomId,
      messageId,
      memberId: member.id,
      otherMessageId,
      reportId,
    };
    const insider = { token: alice.token, directId, ...ids };
    const reached = new Set<string>();
    // What ends something comes last: nobody but a member gets to the rest, nobody writes into an archived room, and an owner
    // leaves nobody behind.
    const LAST = [
      'DELETE /api/bots/{botId}',
      'DELETE /api/sessions/{id}',
      'DELETE /api/sessions',
      'POST /api/auth/logout',
      'DELETE /api/rooms/{id}/members/{userId}',
      'DELETE /api/rooms/{id}/invites/{inviteId}',
      'POST /api/rooms/{id}/archive',
      'DELETE /api/rooms/{id}/archive',
      'DELETE /api/rooms/{id}',
      'POST /api/rooms/{id}/restore',
      'DELETE /api/rooms/{id}/membership',
    ];
    const order = ({ name }: { name: string }) => LAST.indexOf(name);
    const operations = api.operations().sort((a, b) => order(a) - order(b));
    for (const operation of operations) {
      const isSlow = operation.path.includes('/auth/');
      const property = fc.asyncProperty(callOf(operation, insider), async (call) => {
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
        examples: [[goodCallOf(operation, insider)]],
      });
    }
    // A generator that never gets behind the door would prove nothing. Nobody guesses a code, and Alice has not logged in.
    const isReached = ({ name, statuses }: (typeof operations)[number]) =>
      statuses.some((status) => status < 300 && reached.has(`${name} ${String(status)}`));
    const missed = operations.filter((operation) => !isReached(operation)).map(({ name }) => name);
    // Of files and what is hidden, what is made up leads to nothing: files/uploads.spec.ts, reading.spec.ts,
    // pictures/pictures.spec.ts and edits/hidden.spec.ts get behind these doors.
    const OF_FILES =
      /^(GET \/api\/(files|uploads)|GET \/api\/messages\/\{id\}\/hidden|(POST|PUT) .*\/(uploads|picture)|GET .*\/picture)/;
    expect(missed.filter((name) => !OF_FILES.test(name)).sort()).toEqual([
      // Nobody who is in asks to come in: invites/asking.spec.ts.
      'DELETE /api/invites/{token}/request',
      // It wants a login of the last minutes, and a mail server, or one of text messages.
      'DELETE /api/me/email',
      // There is no single sign-on.
      'DELETE /api/me/oidc',
      // What is made up ends no login of others.
      'DELETE /api/me/passkeys/{passkeyId}',
      'DELETE /api/me/phone',
      'DELETE /api/server/invites/{serverInviteId}',
      'DELETE /api/server/people/{userId}/factors',
      'DELETE /api/server/people/{userId}/sessions/{sessionId}',
      'GET /api/auth/oidc/callback',
      'GET /api/auth/oidc/start',
      // What it takes stands in a mail only: digests/digests.spec.ts.
      'GET /api/digests/off',
      'GET /api/me/handoff/{handoffId}',
      'GET /api/me/oidc',
      'GET /api/server/oidc/test/{testId}',
      'POST /api/auth/handoff/ask',
      'POST /api/auth/handoff/finish',
      'POST /api/auth/handoff/look',
      'POST /api/auth/oidc/backchannel-logout',
      'POST /api/auth/passkey/options',
      'POST /api/auth/passkey/verify',
      'POST /api/auth/second-factor',
      'POST /api/auth/upgrade',
      'POST /api/auth/verify-code',
      'POST /api/digests/off',
      'POST /api/me/deletion',
      'POST /api/me/email/verify',
      'POST /api/me/export',
      'POST /api/me/handoff',
      'POST /api/me/handoff/{handoffId}/approval',
      'POST /api/me/oidc',
      'POST /api/me/passkeys/options',
      'POST /api/me/passkeys/verify',
      'POST /api/me/pause',
      'POST /api/me/phone/verify',
      'POST /api/me/second-factor',
      'POST /api/rooms/{id}/hooks',
      'POST /api/server/codes/{username}',
      'POST /api/server/jobs/{jobId}/retry',
      'POST /api/server/oidc/test',
      'POST /api/setup',
      'POST /api/setup/look',
      'POST /api/setup/oidc',
      'PUT /api/me/email',
      'PUT /api/me/password',
      'PUT /api/me/phone',
      'PUT /api/me/second-factor',
      'PUT /api/me/username',
    ]);
  }, 900_000);
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
  }, 900_000);

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
  }, 900_000);
});

/** Only what a client could send: the library fails on the rest before it leaves. */
function sendable(made: unknown): unknown {
  return JSON.parse(
    JSON.stringify(made, (_key, part: unknown) => (typeof part === 'bigint' ? part.toString() : part)),
  ) as unknown;
}
