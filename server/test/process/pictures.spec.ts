import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { People } from '../support/people.js';
import { photograph, PLACE } from '../support/pictures.js';
import { readingOf, uploadsOf } from '../support/uploads.js';
import { ServerProcess } from '../../../rig/server-process.mjs';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(async () => {
  await database.drop();
});

/** Whom a process has started, as Linux tells it. */
const childrenOf = (pid: number): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => parentOf(name) === pid)
    .map(Number);

function parentOf(pid: string): number | undefined {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    // It has ended meanwhile.
    return undefined;
  }
}

const isThere = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const onLinux = process.platform === 'linux' ? it : it.skip;

onLinux.each(['SIGTERM', 'SIGKILL'] as const)(
  'S096 the built server cleans pictures in a process of its own, which ends with it: %s',
  async (signal) => {
    const server = await ServerProcess.start({ DATABASE_URL: database.url });
    const people = new People(server.url);
    const alice = await people.logIn('alice');
    const { id: roomId } = await people.createRoom(alice);
    const device = await people.connect(alice);
    const file = await uploadsOf(server.url, alice).upload(roomId, await photograph().jpeg().toBuffer());
    expect(file.thumbhash).toBeDefined();
    const clientMsgId = `process-${signal}`;
    await device.tell('message:send', { roomId, text: '', clientMsgId, attachments: [file.id] });
    const answer = await readingOf(server.url, alice)(file.id).expect(200);
    expect((answer.body as Buffer).includes(PLACE.secret)).toBe(false);
    people.disconnect();

    const [child = 0, ...others] = childrenOf(server.child?.pid ?? 0);
    expect([isThere(child), others]).toEqual([true, []]);
    if (signal === 'SIGTERM') expect(await server.stop()).toBe(0);
    else await server.kill();
    while (isThere(child)) await setTimeout(20);
  },
);
