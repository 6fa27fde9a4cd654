import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Health } from '@chatket/contract';
import request from 'supertest';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { People } from '../support/people.js';
import { inShell, ServerProcess } from '../../../rig/server-process.mjs';
import { expectRefusal } from '../support/rest.js';

const dir = mkdtempSync(join(tmpdir(), 'chatket-log-'));
const log = join(dir, 'server.log');

let database: TestDatabase;
let server: ServerProcess | undefined;
beforeAll(async () => {
  database = await createDatabase();
});
afterEach(async () => {
  await server?.stop();
  server = undefined;
});
afterAll(async () => {
  await database.drop();
  rmSync(dir, { recursive: true });
});

async function start(env: Record<string, string>, shell = 'exec "$@"'): Promise<ServerProcess> {
  server = await ServerProcess.start(
    { DATABASE_URL: database.url, LOG_LEVEL: 'trace', ...env },
    { around: inShell(shell) },
  );
  return server;
}

const healthOf = async ({ url }: ServerProcess) =>
  (await request(url).get('/health').expect(200)).body as Health;

/** Whether people can log in and write to each other. */
async function expectTalk(server: ServerProcess, text: string): Promise<void> {
  const people = new People(server.url);
  const alice = await people.logIn('alice');
  const { id: roomId } = await people.createRoom(alice);
  const device = await people.connect(alice);
  await device.tell('message:send', { roomId, text, clientMsgId: 'full-disk-0001' });
  people.disconnect();
}

(existsSync('/dev/full') ? describe : describe.skip)('on a disk that is full', () => {
  it('the server starts, works, says what is broken, and stops as it should', async () => {
    const { url } = await start({}, 'exec "$@" > /dev/full');
    const running = server as ServerProcess;
    expect(await healthOf(running)).toMatchObject({ status: 'ok', database: 'up', log: 'down' });
    await expectTalk(running, 'written on a full disk');
    await request(url).get('/nowhere').expect(404);
    expect(await healthOf(running)).toMatchObject({ status: 'ok', log: 'down' });
    expect(running.log).toBe(
      'The log cannot be written (ENOSPC). The server goes on; lines wait until there is room again.\n',
    );
    expect(await running.stop()).toBe(0);
  });

  it('both outputs may be full', async () => {
    const running = await start({}, 'exec "$@" > /dev/full 2>&1');
    await expectTalk(running, 'nobody will read of it');
    expect(await healthOf(running)).toMatchObject({ status: 'ok', log: 'down' });
    expect(await running.stop()).toBe(0);
  });

  it('nobody is told to look for a code that is not there', async () => {
    const running = await start({ CODE_DELIVERY: 'log' }, 'exec "$@" > /dev/full');
    const answer = await request(running.url).post('/api/auth/request-code').send({ username: 'bob' });
    expectRefusal(answer, 'UNAVAILABLE');
  });
});

it('outputs that nobody reads any more change nothing', async () => {
  const running = await start({});
  running.stopReading();
  await expectTalk(running, 'whispered into a closed pipe');
  expect(await healthOf(running)).toMatchObject({ status: 'ok', log: 'down' });
  expect(await running.stop()).toBe(0);
});

describe('a log that cannot grow', () => {
  it('goes on by itself when there is room again, and has lost nothing meanwhile', async () => {
    closeSync(openSync(log, 'w'));
    // In blocks of 512 bytes. Where files may not grow, writing fails as it does on a full disk.
    const running = await start({}, `ulimit -f 8; exec "$@" >> '${log}'`);
    let asked = 0;
    while ((await healthOf(running)).log === 'up')
      await request(running.url)
        .get(`/nowhere/${String((asked += 1))}`)
        .expect(404);
    await expectTalk(running, 'there is no room for this in the log');
    await request(running.url).get('/nowhere/waiting').expect(404);

    const first = readFileSync(log, 'utf8');
    truncateSync(log);
    expect(await healthOf(running)).toMatchObject({ status: 'ok', log: 'up' });
    const second = readFileSync(log, 'utf8');
    expect(second).toContain('/nowhere/waiting');
    expect(second).toContain('"code":"EFBIG","lostLines":0,"msg":"the log could not be written for a while"');
    for (let n = 1; n <= asked; n += 1) expect(first + second).toContain(`"/nowhere/${String(n)}"`);
    expect(await running.stop()).toBe(0);
  });
});
