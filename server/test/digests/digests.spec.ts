import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { FailedMail, MyNotices, Room } from '@chatket/contract';
import request from 'supertest';
import { Mailbox } from '../../../rig/mailbox.mjs';
import { Digests } from '../../src/digests/digests.js';
import { Jobs } from '../../src/jobs/index.js';
import { Notifier } from '../../src/notifications/notifier.js';
import { startApp, type TestApp } from '../support/app.js';
import type { Device } from '../support/device.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal } from '../support/rest.js';

const HOUR_MS = 60 * 60 * 1_000;
const ORIGIN = 'https://chat.example';
const MAILS = { MAIL_FROM: 'chat@example.org', PUBLIC_URL: ORIGIN, RATE_LIMIT_MESSAGES: '1000' };

let box: Mailbox;
let world: TestApp;
beforeAll(async () => {
  box = await Mailbox.open();
  world = await startApp({ ...MAILS, SMTP_URL: box.url });
  world.app.get(Jobs).start();
});
beforeEach(() => expect(box.unread).toBe(0));
afterAll(async () => {
  await world.close();
  await box.close();
});

const as = (person: Person) => callerWith(world.url, person.token);
const set = (person: Person, body: object) => as(person).patch('/api/me/notifications', body).expect(200);
const notices = async (person: Person) =>
  (await as(person).get('/api/me/notifications').expect(200)).body as MyNotices;
const addressOf = ({ username }: Person) => `${username}@example.org`;

/** They have proven an address a while ago, and read mails in the language. */
const giveAddress = (person: Person, language = 'en') =>
  world.database.query(
    `INSERT INTO "UserEmail" ("userId", address, key, language, "verifiedAt")
     VALUES ($1, $2, $2, $3, now() - interval '1 day')`,
    [person.id, addressOf(person), language],
  );

let sent = 0;
async function say(device: Device, roomId: string, text: string, more: object = {}): Promise<string> {
  sent += 1;
  const clientMsgId = `digests-${String(sent).padStart(4, '0')}`;
  return (await device.tell('message:send', { roomId, text, clientMsgId, ...more })).messageId;
}

/** Dora's room with emil in it, who has an address and no page open, and a direct room of the two. */
async function scene(language = 'en') {
  const [dora, emil] = (await world.people.crowd(2)) as [Person, Person];
  const { roomId, a: d, b } = await world.people.conversation(dora, emil);
  b.close();
  const direct = (
    await as(dora)
      .post('/api/direct', { userIds: [emil.id] })
      .expect(201)
  ).body as Room;
  await giveAddress(emil, language);
  return { dora, emil, roomId, directId: direct.id, d };
}

/** Looks who is to be told, as if it were so much later, and waits until every mail that was begun is sent or dropped. */
async function lookAfter(hours: number, { isBegunOnly = false } = {}): Promise<void> {
  await world.app.get(Notifier).catchUp();
  world.clock.advance(hours * HOUR_MS);
  try {
    await world.app.get(Digests).look();
    for (let open = true; open && !isBegunOnly;)
      open =
        (await world.database.query('SELECT 1 FROM "UserEmail" WHERE "digestId" IS NOT NULL')).length > 0;
  } finally {
    world.clock.advance(-hours * HOUR_MS);
  }
}
/** What is put off is due: again and again, since what is being tried now is put off later. */
const hurry = () => world.database.query(`UPDATE graphile_worker._private_jobs SET run_at = now()`);
const nextTo = async (person: Person) => (await box.nextTo(addressOf(person))).mail;

it('who was away is told by mail of mentions, direct messages and threads, and of nothing twice', async () => {
  const { dora, emil, roomId, directId, d } = await scene();
  const root = await say(d, roomId, 'Who comes along?');
  const e = await world.people.connect(emil);
  await e.tell('room:join', { roomId });
  await e.tell('thread:follow', { roomId, rootId: root, on: true });
  e.close();
  await say(d, roomId, 'a secret plan', { threadId: root });
  await say(d, roomId, `ask @${emil.username} <b>`);
  await say(d, roomId, 'nothing of his');
  await say(d, directId, 'one');
  const messageId = await say(d, directId, 'two');
  await lookAfter(2);
  const mail = await nextTo(emil);
  expect(mail.subject).toBe('You missed 3 messages on ChatKet');
  const text = mail.text ?? '';
  expect(text).toContain(`Direct messages\n- ${dora.username} wrote to you (2 unread)`);
  expect(text).toContain(`${ORIGIN}/rooms/${directId}/m/${messageId}`);
  expect(text).toContain(`- ${dora.username} mentioned you`);
  expect(text).toContain(`- ${dora.username} replied in a thread you follow`);
  expect(text).toContain('at most once a day');
  // Who wrote and where: what is deleted later stands in no mail.
  for (const said of ['secret', 'two', '<b>', 'nothing of his'])
    expect(`${text}${String(mail.html)}`).not.toContain(said);
  await lookAfter(3);
  await say(d, directId, 'three');
  await lookAfter(23);
  expect(box.unread).toBe(0);
  await lookAfter(27);
  expect((await nextTo(emil)).subject).toBe('You missed a message on ChatKet');
});

it('S273 what was read, deleted, muted, blocked or left meanwhile is not missed', async () => {
  const cases: ((all: Awaited<ReturnType<typeof scene>>, messageId: string) => Promise<unknown>)[] = [
    async ({ emil, directId }) => {
      const e = await world.people.connect(emil);
      await e.tell('room:read', { roomId: directId, seq: 1 });
      e.close();
    },
    ({ d, directId }, messageId) => d.tell('message:delete', { roomId: directId, messageId }),
    ({ emil, directId }) =>
      as(emil).patch(`/api/rooms/${directId}/notifications`, { isMuted: true }).expect(200),
    ({ emil, dora }) => as(emil).put(`/api/users/${dora.id}/block`).expect(204),
    ({ emil, directId }) =>
      as(emil).patch(`/api/rooms/${directId}/notifications`, { level: 'none' }).expect(200),
    ({ emil }) => as(emil).post('/api/alerts/read', {}).expect(204),
    ({ emil }) => set(emil, { mailDigest: 'never' }),
  ];
  for (const happen of cases) {
    const all = await scene();
    const messageId = await say(all.d, all.directId, 'hello');
    await world.app.get(Notifier).catchUp();
    await happen(all, messageId);
  }
  const { dora, emil, roomId, d } = await scene();
  await say(d, roomId, `@${emil.username} come`);
  await world.app.get(Notifier).catchUp();
  await as(dora).delete(`/api/rooms/${roomId}/members/${emil.id}`).expect(204);
  await lookAfter(2);
  expect(box.unread).toBe(0);
});

it('is told once an hour at most where that was chosen, and not while they are here', async () => {
  const { emil, directId, d } = await scene();
  await set(emil, { mailDigest: 'hourly' });
  await say(d, directId, 'one');
  await lookAfter(0.5);
  expect(box.unread).toBe(0);
  // Two servers look at the same time.
  await Promise.all([lookAfter(1.5), world.app.get(Digests).look()]);
  expect((await nextTo(emil)).text).toContain('at most once an hour');
  await world.database.query(
    `UPDATE "Session" SET "lastSeenAt" = now() + interval '150 minutes' WHERE "userId" = $1`,
    [emil.id],
  );
  await say(d, directId, 'two');
  await lookAfter(3);
  expect(box.unread).toBe(0);
  await lookAfter(4);
  await nextTo(emil);
});

it('who does not want to be disturbed is told when that is over, in their language', async () => {
  const { emil, dora, directId, d } = await scene('tr');
  await set(emil, { quietSeconds: 4 * 60 * 60 });
  await say(d, directId, 'Merhaba');
  await lookAfter(3);
  expect(box.unread).toBe(0);
  await lookAfter(5);
  const mail = await nextTo(emil);
  expect(mail.subject).toBe('ChatKet: kaçırdığınız 1 mesaj var');
  expect(mail.text).toContain(`- ${dora.username} size yazdı`);
  expect(mail.html).toContain('<html lang="tr">');
});

it('S272 ends by one click without a login, and by nothing but that link', async () => {
  const { emil, directId, d } = await scene();
  expect((await notices(emil)).isMailed).toBe(true);
  await say(d, directId, 'hello');
  await lookAfter(2);
  const mail = await nextTo(emil);
  const header = (name: string) => mail.headerLines.find(({ key }) => key === name)?.line ?? '';
  expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  const link = /^List-Unsubscribe: <(.*)>$/.exec(header('list-unsubscribe'))?.[1] ?? '';
  expect(link.startsWith(`${ORIGIN}/api/digests/off?token=`)).toBe(true);
  expect(mail.text).toContain(link);
  const path = link.slice(ORIGIN.length);
  // What looks at links ends nothing; the page has a button.
  const page = await request(world.url).get(path).expect(200);
  expect(page.text).toContain('<form method="post">');
  expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  expect((await notices(emil)).settings.mailDigest).toBe('daily');
  const changed = `${path.slice(0, -4)}${path.endsWith('AAAA') ? 'BBBB' : 'AAAA'}`;
  expectRefusal(await request(world.url).post(changed), 'NOT_FOUND');
  expect((await notices(emil)).settings.mailDigest).toBe('daily');
  const e = await world.people.connect(emil);
  const heard = e.next('notices:changed');
  for (let twice = 0; twice < 2; twice += 1)
    await request(world.url).post(path).type('form').send('List-Unsubscribe=One-Click').expect(200);
  expect(await heard).toMatchObject({ mailDigest: 'never' });
  e.close();
  await say(d, directId, 'again');
  await lookAfter(30);
  expect(box.unread).toBe(0);
});

it('S285 who takes a break is told of nothing by mail, not even what was begun, and of what was missed once they are back', async () => {
  const { emil, directId, d } = await scene();
  await say(d, directId, 'begun');
  box.refusals.push(451);
  await lookAfter(2, { isBegunOnly: true });
  while (box.refused === 0) await new Promise(setImmediate);
  await as(emil).post('/api/me/pause').expect(204);
  await hurry();
  await say(d, directId, 'while they are away');
  await lookAfter(26, { isBegunOnly: true });
  const jobs = `SELECT 1 FROM graphile_worker.jobs WHERE key LIKE 'send-digest%'`;
  for (let open = true; open; await hurry()) open = (await world.database.query(jobs)).length > 0;
  expect(box.unread).toBe(0);
  // Nobody is told that it goes on.
  const failed = await world.database.query('DELETE FROM "FailedMail" RETURNING reason, "isOver"');
  expect(failed).toEqual([{ reason: '451', isOver: true }]);

  await world.people.logIn(emil.username);
  await lookAfter(50);
  expect((await nextTo(emil)).text).toContain('(2 unread)');
});

it('a mail server that is away gets it later, once, and those who run the server see it', async () => {
  const { emil, directId, d } = await scene();
  await say(d, directId, 'hello');
  box.refusals.push(451);
  await lookAfter(2, { isBegunOnly: true });
  while (box.refused === 0) await new Promise(setImmediate);
  const [admin] = (await world.people.crowd(1)) as [Person];
  await world.database.query('UPDATE "User" SET "serverRole" = 1 WHERE id = $1', [admin.id]);
  let failed: FailedMail[] = [];
  while (failed.length === 0)
    failed = (await as(admin).get('/api/server/failed-mails').expect(200)).body as FailedMail[];
  expect(failed).toMatchObject([{ kind: 'digest', reason: '451', isOver: false }]);
  const jobs = `SELECT 1 FROM graphile_worker.jobs WHERE key LIKE 'send-digest%'`;
  for (let open = true; open; await hurry()) open = (await world.database.query(jobs)).length > 0;
  expect((await nextTo(emil)).subject).toBe('You missed a message on ChatKet');
  await lookAfter(2);
  expect(box.unread).toBe(0);
});
