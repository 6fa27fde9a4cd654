import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import request from 'supertest';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { People } from '../support/people.js';
import { inShell, ServerProcess } from '../../../rig/server-process.mjs';

const FILES = 1_024;
const dir = mkdtempSync(join(tmpdir(), 'chatket-client-'));
const silent: Socket[] = [];

let database: TestDatabase;
let server: ServerProcess;
beforeAll(async () => {
  writeFileSync(join(dir, 'index.html'), '<!doctype html>');
  database = await createDatabase();
  server = await ServerProcess.start(
    { DATABASE_URL: database.url, CLIENT_DIR: dir },
    { around: inShell(`ulimit -n ${String(FILES)}; exec "$@"`) },
  );
});
afterAll(async () => {
  for (const socket of silent) socket.destroy();
  await server.stop();
  await database.drop();
  rmSync(dir, { recursive: true });
});

/** Opens connections that never say anything. Resolves when so many of them have been ended. */
function holdSilently(count: number, ended: number): Promise<void> {
  let open = count;
  return new Promise((resolve) => {
    for (let n = 0; n < count; n += 1) {
      const socket = connect(server.port, '127.0.0.1').on('error', () => undefined);
      socket.on('close', () => {
        open -= 1;
        if (open === count - ended) resolve();
      });
      silent.push(socket);
    }
  });
}

it('more silent connections than files end neither the server nor what people do', async () => {
  await holdSilently(FILES + 200, FILES - 100);
  await request(server.url).get('/rooms/x').expect(200);
  await request(server.url).get('/assets/missing.js').expect(404);
  await request(server.url).get('/docs/swagger-ui.css').expect(200);
  await request(server.url).get('/health').expect(200);
  const people = new People(server.url);
  const alice = await people.logIn('alice');
  const { id: roomId } = await people.createRoom(alice);
  const device = await people.connect(alice);
  await device.tell('message:send', { roomId, text: 'there is room', clientMsgId: 'few-files-0001' });
  people.disconnect();
  expect(server.log).toContain('too many connections');
  expect(await server.stop()).toBe(0);
});
