import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ScheduledMessage } from '@chatket/contract';
import { startPostgres } from '../../../rig/postgres.mjs';
import { ServerProcess } from '../../../rig/server-process.mjs';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { People } from '../support/people.js';
import { callerWith, ISO } from '../support/rest.js';

let postgres: Awaited<ReturnType<typeof startPostgres>>;
let database: TestDatabase;
let server: ServerProcess;

beforeAll(async () => {
  postgres = await startPostgres('scheduled', { isDurable: true });
  database = await createDatabase(postgres.url());
  server = await ServerProcess.start({ DATABASE_URL: database.url });
});
afterAll(async () => {
  await server.stop();
  await postgres.stop();
});

const texts = async () =>
  (await database.query<{ text: string }>('SELECT text FROM "Message" ORDER BY text')).map(
    ({ text }) => text,
  );

describe('what is due later outlives the process', () => {
  it('killed before and after the commit of the message, while it is down, and stopped: sent once each, and told', async () => {
    const people = new People(server.url);
    const [ann] = await people.cast('ann');
    const { id: roomId } = await people.createRoom(ann);
    const as = callerWith(server.url, ann.token);
    const schedule = async (text: string, afterMs: number) => {
      const at = new Date(Date.now() + afterMs).toISOString();
      return (await as.post(`/api/rooms/${roomId}/scheduled`, { text, at }).expect(201))
        .body as ScheduledMessage;
    };

    // Cut off after the commit: the message is there, and its entry cannot be taken away.
    await database.query(`
      CREATE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(600); RETURN OLD; END $$;
      CREATE TRIGGER never BEFORE DELETE ON "Scheduled" FOR EACH ROW EXECUTE FUNCTION never();`);
    await schedule('after the commit', 500);
    await untilTrue(async () => (await texts()).length === 1);
    await server.kill();
    await database.query('DROP TRIGGER never ON "Scheduled"');
    await server.start();
    await untilTrue(async () => (await database.query('SELECT 1 FROM "Scheduled"')).length === 0);
    expect(await texts()).toEqual(['after the commit']);

    // Cut off before it: taken, and not said.
    await database.query(`
      CREATE TRIGGER never BEFORE INSERT ON "Message" FOR EACH ROW EXECUTE FUNCTION never();`);
    await schedule('before the commit', 500);
    await untilTrue(
      async () => (await database.query('SELECT 1 FROM "Scheduled" WHERE "isSending"')).length === 1,
    );
    await server.kill();
    await database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%chat_send%' AND pid <> pg_backend_pid()`,
    );
    await database.query('DROP TRIGGER never ON "Message"');
    await server.start();
    await untilTrue(async () => (await texts()).length === 2);

    // Due while nobody is there, and while a stop is under way.
    const { id } = await schedule('while it was down', 3_000);
    expect(await server.stop()).toBe(0);
    await server.start();
    await untilTrue(async () => (await texts()).length === 3);
    expect(await texts()).toEqual(['after the commit', 'before the commit', 'while it was down']);
    await untilTrue(async () => (await database.query('SELECT 1 FROM "Scheduled"')).length === 0);
    expect(await database.query(`SELECT 1 FROM "Message" WHERE "clientMsgId" = '${id}'`)).toHaveLength(1);

    // A reminder too.
    const [message] = (await as.get(`/api/rooms/${roomId}/messages`).expect(200)).body as {
      messageId: string;
    }[];
    const at = new Date(Date.now() + 2_000).toISOString();
    await as.put(`/api/reminders/${message?.messageId ?? ''}`, { at }).expect(200);
    await server.kill();
    await server.start();
    await untilTrue(
      async () => (await database.query('SELECT 1 FROM "Saved" WHERE "remindedAt" IS NOT NULL')).length === 1,
    );
    expect((await as.get('/api/saved').expect(200)).body).toMatchObject([
      { messageId: message?.messageId, remindedAt: expect.stringMatching(ISO) },
    ]);
    people.disconnect();
  });
});

/** Asks again until it is so; the test's own time is its end. */
async function untilTrue(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}
