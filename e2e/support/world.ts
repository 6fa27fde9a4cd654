import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, type Page, test as base } from '@playwright/test';
import { createDatabase } from '../../rig/database.mjs';
import { LIFTED_LOGIN_LIMITS } from '../../rig/environment.mjs';
import { createRoom, joinRoom, type LoggedIn, logIn as openSession } from '../../rig/people.mjs';
import { ServerProcess } from '../../rig/server-process.mjs';
import { noteBreaks, tellBreaks } from './breaks.js';
import { roomName } from './chat.js';

/** The built client. */
export const CLIENT_DIR =
  process.env.E2E_CLIENT_DIR ?? fileURLToPath(new URL('../../client/dist', import.meta.url));
/** More patience with the whole journey: each browser has pages to load, and its share of the machine. */
const PATIENCE_OF_EACH_MS = 60_000;

export interface Person {
  username: string;
  page: Page;
  context: BrowserContext;
}

/** The production server with a database of its own, serving the built client. */
export interface World {
  url: string;
  kill(): Promise<void>;
  start(): Promise<void>;
  /** What it has printed so far. */
  log(): string;
  /** Writes so many lines of a person into a room, behind the server's back; `wordsMost` makes them unequally long. */
  fill(roomId: string, username: string, lines: number, wordsMost?: number): Promise<void>;
  /** Gives each line that `fill` has written there one of the pictures that were sent to a room, behind the server's back. */
  addPictures(roomId: string): Promise<void>;
  /** Everybody in a room has read all of it, behind the server's back. */
  readAll(roomId: string): Promise<void>;
  /** Makes so many rooms, `Room 1` and on, each so much older, and a person a member of them, behind the server's back. */
  addRooms(username: string, count: number, olderByMs?: number): Promise<void>;
  /** Makes a member something else in a room, behind the server's back. */
  promote(roomId: string, username: string, role: number): Promise<void>;
  /** Makes somebody an admin or an owner of the server, behind its back. */
  putInCharge(username: string, serverRole: number): Promise<void>;
  /** Puts in a job that was given up, behind the server's back. */
  failJob(kind: string): Promise<void>;
  /** Makes somebody an account, behind the server's back. */
  addPerson(username: string): Promise<void>;
  /** Makes so many people, `member-1` and on or of another name, members of a room, behind the server's back. */
  addMembers(roomId: string, count: number, name?: string): Promise<void>;
}

type ContextOptions = Parameters<Browser['newContext']>[0];

type NewcomerOptions = ContextOptions & {
  /** Run in each page before its own scripts. */
  scripts?: (() => void)[];
};

interface Fixtures {
  /** A browser of its own, which is closed at the end. */
  open: (options?: ContextOptions) => Promise<BrowserContext>;
  /** Somebody in a browser context of their own, at no page yet. */
  visitor: (name: string, options?: ContextOptions) => Promise<Person>;
  /** Where people find the chat. */
  url: string;
  /**
   * Somebody who has not been there before, logged in, in a browser context of their own: by the way through the login
   * page where a path or scripts are given, for those may matter to it, and otherwise with a session from the server,
   * as every visit of the login page costs more than most of what follows.
   */
  newcomer: (name: string, options?: NewcomerOptions, path?: string) => Promise<Person>;
  /** Another browser in which the same person is logged in, and which knows nothing else, at a place. */
  anotherDevice: (person: Pick<Person, 'username'>, path: string, options?: ContextOptions) => Promise<Page>;
  /** Alice and bob, logged in and in a new room whose name is about something. */
  conversation: (
    about: string,
    options?: ContextOptions,
  ) => Promise<{ alice: Person; bob: Person; room: string }>;
}

interface WorkerFixtures {
  serverEnv: Record<string, string>;
  server: World;
}

let count = 0;

export const test = base.extend<Fixtures, WorkerFixtures>({
  serverEnv: [{}, { option: true, scope: 'worker' }],
  server: [
    async ({ serverEnv }, use) => {
      const database = await createDatabase(process.env.E2E_POSTGRES_URL ?? '');
      const server = await ServerProcess.start({
        DATABASE_URL: database.url,
        CLIENT_DIR,
        RATE_LIMIT_MESSAGES: '100',
        ...LIFTED_LOGIN_LIMITS,
        ...serverEnv,
      });
      await use({
        url: server.url,
        kill: () => server.kill(),
        start: () => server.start(),
        log: () => server.log,
        fill: async (roomId, username, lines, wordsMost = 0) => {
          await database.query(
            `SELECT count(*) FROM "User" u, LATERAL chat_send(
               array_fill($1::uuid, ARRAY[$3::int]), ARRAY(SELECT gen_random_uuid() FROM generate_series(1, $3)),
               array_fill(u.id, ARRAY[$3::int]), ARRAY(SELECT 'filling-' || n FROM generate_series(1, $3) n),
               ARRAY(SELECT 'line ' || n || repeat(' word', n * 7919 % ($4::int + 1)) FROM generate_series(1, $3) n))
             WHERE u.username = $2`,
            [roomId, username, lines, wordsMost],
          );
        },
        addPictures: async (roomId) => {
          await database.query(
            `WITH shapes AS (SELECT *, row_number() OVER (ORDER BY place) n, count(*) OVER () AS of FROM "Attachment"
               WHERE "roomId" = $1 AND "messageId" IS NOT NULL),
             lines AS (SELECT id, seq FROM "Message" WHERE "roomId" = $1 AND text LIKE 'line %'),
             made AS (INSERT INTO "Attachment" (id, "ownerId", "roomId", "messageId", name, size, key, type, width, height,
                 "isCopy", "storedSize", thumbhash)
               SELECT gen_random_uuid(), s."ownerId", $1, l.id, s.name, s.size, s.key, s.type, s.width, s.height, true,
                 s."storedSize", s.thumbhash FROM lines l JOIN shapes s ON s.n = 1 + l.seq % s.of)
             UPDATE "Message" SET flags = flags | 4096 WHERE id IN (SELECT id FROM lines)`,
            [roomId],
          );
        },
        readAll: async (roomId) => {
          await database.query(
            `UPDATE "RoomMembership" m SET "lastReadSeq" = r."lastSeq" FROM "Room" r WHERE r.id = $1 AND m."roomId" = $1`,
            [roomId],
          );
        },
        addRooms: async (username, rooms, olderByMs = 0) => {
          await database.query(
            `WITH me AS (SELECT id FROM "User" WHERE username = $1), made AS (
               INSERT INTO "Room" (id, name, "nameKey", "createdById", "memberCount", "createdAt", "lastMessageAt")
               SELECT gen_random_uuid(), 'Room ' || n, 'room ' || n, me.id, 1, age.moment, age.moment
               FROM me, generate_series(1, $2) n, LATERAL (SELECT now() - n * $3 * interval '1 ms' AS moment) age
               RETURNING id, "createdAt")
             INSERT INTO "RoomMembership" ("roomId", "userId", "joinedAt")
             SELECT made.id, me.id, made."createdAt" FROM made, me`,
            [username, rooms, olderByMs],
          );
        },
        promote: async (roomId, username, role) => {
          await database.query(
            `UPDATE "RoomMembership" m SET role = $3 FROM "User" u
             WHERE m."roomId" = $1 AND m."userId" = u.id AND u.username = $2`,
            [roomId, username, role],
          );
        },
        putInCharge: async (username, serverRole) => {
          const values = [username, serverRole];
          await database.query('UPDATE "User" SET "serverRole" = $2 WHERE username = $1', values);
        },
        failJob: async (kind) => {
          await database.query(
            `WITH job AS (SELECT id FROM graphile_worker.add_job($1::text, max_attempts => 1))
             SELECT graphile_worker.permanently_fail_jobs(ARRAY[id], 'it is made up') FROM job`,
            [kind],
          );
        },
        addPerson: async (username) => {
          await database.query('INSERT INTO "User" (id, username) VALUES (gen_random_uuid(), $1)', [
            username,
          ]);
        },
        addMembers: async (roomId, members, name = 'member') => {
          await database.query(
            `WITH made AS (
               INSERT INTO "User" (id, username)
               SELECT gen_random_uuid(), $3 || '-' || n FROM generate_series(1, $2::int) n RETURNING id),
             joined AS (INSERT INTO "RoomMembership" ("roomId", "userId") SELECT $1, id FROM made)
             UPDATE "Room" SET "memberCount" = "memberCount" + $2 WHERE id = $1`,
            [roomId, members, name],
          );
        },
      });
      await server.stop();
      await database.drop();
    },
    { scope: 'worker' },
  ],
  url: async ({ server }, use) => use(server.url),
  // What a browser keeps for the visits to come is fetched by every newcomer's, and few journeys come to use it.
  serviceWorkers: 'block',
  open: async ({ browser, server, url, serviceWorkers }, use, testInfo) => {
    const contexts: BrowserContext[] = [];
    const breaks: string[] = [];
    const from = server.log().length;
    await use(async (options) => {
      testInfo.setTimeout(testInfo.timeout + PATIENCE_OF_EACH_MS);
      const context = await browser.newContext({ serviceWorkers, baseURL: url, ...options });
      contexts.push(context);
      noteBreaks(context, breaks);
      return context;
    });
    await tellBreaks(testInfo, breaks, server.log().slice(from));
    for (const context of contexts) await context.close();
  },
  visitor: async ({ open }, use) =>
    use(async (name, options) => {
      const context = await open(options);
      count += 1;
      const username = `${name}-${String(process.pid)}-${String(count)}`;
      return { username, page: await context.newPage(), context };
    }),
  newcomer: async ({ visitor, server }, use) =>
    use(async (name, { scripts = [], ...options } = {}, path) => {
      const person = await visitor(name, options);
      for (const script of scripts) await person.context.addInitScript(script);
      if (path !== undefined || scripts.length > 0) await logIn(person.page, person.username, path ?? '/');
      else await enter(person.page, await openSession(server.url, person.username), '/');
      return person;
    }),
  anotherDevice: async ({ open, server }, use) =>
    use(async ({ username }, path, options) => {
      const page = await (await open({ ...options, baseURL: server.url })).newPage();
      await enter(page, await openSession(server.url, username), path);
      return page;
    }),
  conversation: async ({ visitor, server }, use) =>
    use(async (about, options) => {
      const [alice, bob] = await Promise.all([visitor('alice', options), visitor('bob', options)]);
      const [hers, his] = await Promise.all(
        [alice, bob].map(({ username }) => openSession(server.url, username)),
      );
      if (!hers || !his) throw new Error('There is no session.');
      const room = roomName(about);
      const { id } = await createRoom(server.url, hers, room);
      await joinRoom(server.url, his, id);
      await Promise.all([enter(alice.page, hers, `/rooms/${id}`), enter(bob.page, his, `/rooms/${id}`)]);
      for (const { page } of [alice, bob])
        await page.getByRole('textbox', { name: `Message #${room}` }).waitFor();
      return { alice, bob, room };
    }),
});

export { expect } from '@playwright/test';
/** Opens a place as somebody whose browser has kept a session. */
async function enter(page: Page, { session }: LoggedIn, path: string): Promise<void> {
  const kept = await page.addInitScript(
    (text) => localStorage.setItem('chatket:session', text),
    JSON.stringify(session),
  );
  await page.goto(path);
  // Or it would be there again after a log-out.
  await kept.dispose();
  const rooms = page.getByRole('navigation', { name: 'Rooms' });
  // On a small screen they are in a sheet.
  await rooms.or(page.getByRole('button', { name: /^Open rooms/ })).waitFor();
}

/** From the login page into the chat, as a person does it in demo mode. */
export async function logIn(page: Page, username: string, path: string): Promise<void> {
  await page.goto(path);
  await page.getByLabel('Your name').fill(username);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Fill in' }).click();
  await page.getByRole('navigation', { name: 'Rooms' }).waitFor();
}
