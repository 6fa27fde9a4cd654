import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Ack, MessageStored } from '@chatket/contract';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '../../../rig/database.mjs';
import { ServerProcess } from '../../../rig/server-process.mjs';
import { createRoom, logIn } from '../../../rig/people.mjs';
import { PostgresUnderTest } from '../world/postgres';

let postgres: PostgresUnderTest;
let database: TestDatabase;
let server: ServerProcess;

beforeAll(async () => {
  postgres = await PostgresUnderTest.start();
  database = await createDatabase(postgres.url());
  server = await ServerProcess.start({
    DATABASE_URL: database.url,
    NODE_ENV: 'production',
    BUG: 'no_dedupe',
  });
});
afterAll(async () => {
  await server.stop();
  await database.drop();
  await postgres.stop();
});

it('a server that is started in the ordinary way knows nothing of bugs', async () => {
  const person = await logIn(server.url, 'alice');
  const { id: roomId } = await createRoom(server.url, person, 'kitchen');
  const socket = io(server.url, { auth: { token: person.token }, transports: ['websocket'] });
  const send = () =>
    socket.emitWithAck('message:send', { roomId, text: 'once', clientMsgId: 'said-once-only' }) as Promise<
      Ack<MessageStored>
    >;
  const [first, second] = [await send(), await send()];
  socket.disconnect();
  expect(first).toMatchObject({ success: true, seq: 1 });
  expect(second).toMatchObject({ success: true, seq: 1, isDuplicate: true });
});

it('the images are built without the folder that breaks servers', () => {
  const rules = readFileSync(fileURLToPath(new URL('../../../.dockerignore', import.meta.url)), 'utf8').split(
    '\n',
  );
  expect(rules).toContain('*');
  expect(rules.filter((rule) => rule.startsWith('!e2e'))).toEqual(['!e2e/package.json']);
});
