import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FailedMail, MyEmail, Session, ShownCode, WaitingCode } from '@chatket/contract';
import { Jobs } from '../../src/jobs/index.js';
import { codeIn, type Letter, Mailbox } from '../../../rig/mailbox.mjs';
import { startApp, type TestApp } from '../support/app.js';
import { loginRequests } from '../support/login.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal } from '../support/rest.js';

let box: Mailbox;
/** One that shows codes, so that people can be made, and one on the same database that mails them. */
let demo: TestApp;
let world: TestApp;
/** One on the same database whose operator hands codes over. */
let office: TestApp;
let alice: Person;
let bob: Person;
beforeAll(async () => {
  box = await Mailbox.open();
  demo = await startApp();
  [alice, bob] = await demo.people.cast('alice', 'bob');
  world = await startApp({
    DATABASE_URL: demo.database.url,
    CODE_DELIVERY: 'mail',
    SMTP_URL: box.url,
    MAIL_FROM: 'chat@example.org',
    PUBLIC_URL: 'https://chat.example.org/',
    REGISTRATION: 'invite',
    SERVER_OWNERS: 'boss',
  });
  office = await startApp({ DATABASE_URL: demo.database.url, CODE_DELIVERY: 'log', SERVER_OWNERS: 'olive' });
  world.app.get(Jobs).start();
});
afterAll(async () => {
  await office.close();
  await world.close();
  await demo.close();
  await box.close();
});

const { requestCode, verifyCode } = loginRequests(() => world.url);
const as = (person: Person) => callerWith(world.url, person.token);

async function give(person: Person, email: string): Promise<Letter> {
  await as(person).put('/api/me/email', { email }).expect(204);
  const letter = await box.next();
  await as(person)
    .post('/api/me/email/verify', { email, code: codeIn(letter) })
    .expect(200);
  return letter;
}

/** The link of a mail, as the page reads it. */
const proofIn = ({ mail }: Letter) => {
  const [link = ''] = /https:\S+/.exec(mail.text ?? '') ?? [];
  const { origin, pathname, hash } = new URL(link);
  return { page: origin + pathname, ...Object.fromEntries(new URLSearchParams(hash.slice(1))) };
};

/** Whoever reads an address is told that it leads to the account no longer. */
async function told(address: string): Promise<void> {
  const { to, mail } = await box.next();
  expect([to, mail.subject]).toEqual([
    [address],
    expect.stringMatching(/^This address no longer belongs to /),
  ]);
}

const addressOf = async (person: Person): Promise<string | null> =>
  ((await as(person).get('/api/me/email').expect(200)).body as MyEmail).address;

describe('the address of an account', () => {
  it('counts when its person has brought the code that was sent there', async () => {
    expect((await as(alice).get('/api/me/email').expect(200)).body).toEqual({ address: null, canSend: true });
    await as(alice).put('/api/me/email', { email: ' Alice@Bücher.Example ' }).expect(204);
    const letter = await box.next();
    expect(letter.mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(letter.mail.from?.value).toEqual([{ address: 'chat@example.org', name: '' }]);
    expect(await addressOf(alice)).toBeNull();

    const email = 'alice@bücher.example';
    const wrong = codeIn(letter) === '000000' ? '000001' : '000000';
    expectRefusal(await as(alice).post('/api/me/email/verify', { email, code: wrong }), 'INVALID_CODE');
    const body = { email, code: codeIn(letter) };
    // Nobody else, and for no other address.
    expectRefusal(await as(bob).post('/api/me/email/verify', body), 'INVALID_CODE');
    const other = { ...body, email: 'mallory@example.org' };
    expectRefusal(await as(alice).post('/api/me/email/verify', other), 'INVALID_CODE');
    const { body: mine } = await as(alice).post('/api/me/email/verify', body).expect(200);
    expect(mine).toEqual({ address: 'alice@xn--bcher-kva.example', canSend: true });
    expectRefusal(await as(alice).post('/api/me/email/verify', body), 'INVALID_CODE');
  });

  it('is one account’s, whoever asks for it', async () => {
    const email = 'shared@example.org';
    await give(alice, email);
    await told('alice@bücher.example');
    await as(bob).put('/api/me/email', { email }).expect(204);
    const code = codeIn(await box.next());
    expectRefusal(await as(bob).post('/api/me/email/verify', { email, code }), 'CONFLICT');
    expect(await addressOf(bob)).toBeNull();

    await as(alice).delete('/api/me/email').expect(204);
    await as(alice).delete('/api/me/email').expect(204);
    expect(await addressOf(alice)).toBeNull();
    await told(email);
    await give(bob, email);
    await as(bob).delete('/api/me/email').expect(204);
    await told(email);
  });

  const refuse = async (bad: readonly unknown[]) => {
    for (const email of bad) {
      expectRefusal(await as(alice).put('/api/me/email', { email }), 'VALIDATION', ['email']);
      expectRefusal(await requestCode({ email }), 'VALIDATION', ['email']);
    }
    expect(box.unread).toBe(0);
  };

  it('S016 is no header, and no command', () =>
    refuse([
      'a@example.org\r\nBcc: b@example.org',
      'a@example.org\nRCPT TO:<b@example.org>',
      '<a@example.org>',
      '"a\r\nb"@example.org',
    ]));

  it('S183 is one recipient, whatever is written', () =>
    refuse([
      'alice',
      '@example.org',
      'a@b',
      'a@b@example.org',
      'a b@example.org',
      'a@example.org, b@example.org',
      '"a"@example.org',
      'a@[127.0.0.1]',
      'a@127.0.0.1',
      `a@${'x'.repeat(250)}.org`,
      42,
      ['a@example.org'],
    ]));
});

describe('a login by mail', () => {
  const email = 'alice@example.org';

  it('is by the name of the account, in the language of its person', async () => {
    await give(alice, email);
    const answer = await requestCode({ username: 'alice' })
      .set('Accept-Language', 'tr-TR,en;q=0.5')
      .expect(201);
    expect(Object.keys(answer.body as object)).toEqual(['message']);
    const letter = await box.next();
    expect(letter.to).toEqual([email]);
    expect(letter.mail.subject).toBe(`Giriş kodunuz: ${codeIn(letter)}`);
    expect(letter.mail.html).toContain('<html lang="tr">');
    const { body } = await verifyCode({ username: 'alice', code: codeIn(letter) }).expect(201);
    expect(Object.keys(body as object).sort()).toEqual(['accessToken', 'user']);
  });

  it('is by the address as well, once', async () => {
    await requestCode({ email: 'ALICE@example.org' }).expect(201);
    const letter = await box.next();
    expect(letter.mail.subject).toBe(`${codeIn(letter)} is your login code`);
    // What logs in stands behind the #: it reaches no log, and nothing happens when the link is only looked at.
    expect(proofIn(letter)).toEqual({
      page: 'https://chat.example.org/login',
      as: email,
      code: codeIn(letter),
    });
    const body = { email, code: codeIn(letter) };
    expect(((await verifyCode(body).expect(201)).body as Session).user.username).toBe('alice');
    expectRefusal(await verifyCode(body), 'INVALID_CODE');
  });

  it('S184 is answered the same for an address that nobody has, and no mail is sent', async () => {
    const known = await requestCode({ email }).expect(201);
    const letter = await box.next();
    const unknown = await requestCode({ email: 'nobody@example.org' }).expect(201);
    expect(unknown.body).toEqual(known.body);
    expectRefusal(await verifyCode({ email: 'nobody@example.org', code: codeIn(letter) }), 'INVALID_CODE');
    // What was put in behind it has been sent, so that would have been.
    await requestCode({ email }).expect(201);
    expect((await box.next()).to).toEqual([email]);
    expect(box.unread).toBe(0);
  });

  it('S185 leaves no code and no address in the queue', async () => {
    box.refusals.push(451);
    await requestCode({ email }).expect(201);
    const rows = await demo.database.query(
      `SELECT payload::text AS payload FROM graphile_worker._private_jobs WHERE payload::text LIKE '%sealed%'`,
    );
    expect(JSON.stringify(rows)).not.toMatch(/example|\b\d{6}\b/);
    await box.next();
  });

  it('is sent again when the mail server could not take it', async () => {
    const before = box.refused;
    box.refusals.push(451);
    await requestCode({ email }).expect(201);
    expect(codeIn(await box.next())).toMatch(/^\d{6}$/);
    expect(box.refused).toBe(before + 1);
  });

  it('is not possible by an address where no mail is sent', async () => {
    const { requestCode: ask } = loginRequests(() => demo.url);
    expectRefusal(await ask({ email }), 'NO_MAIL');
    expectRefusal(await callerWith(demo.url, bob.token).put('/api/me/email', { email }), 'NO_MAIL');
  });
});

describe('a new account by mail', () => {
  const settings = { name: null, icon: null, registration: 'domains', domains: ['example.com'] };
  const open = { ...settings, registration: 'open', domains: [] };

  it('S189 is made where addresses of a domain make one, under a name that is free, with its address', async () => {
    const [owner] = await demo.people.cast('olive');
    await demo.database.query('UPDATE "User" SET "serverRole" = 2 WHERE id = $1', [owner.id]);
    await as(owner).put('/api/server/settings', settings).expect(200);
    const email = 'new@example.com';
    await requestCode({ email }).expect(201);
    const letter = await box.next();
    expect(letter.mail.subject).toBe(`${codeIn(letter)} is your code for a new account`);
    const body = { email, code: codeIn(letter) };
    expectRefusal(await verifyCode(body), 'NAME_NEEDED');
    expectRefusal(await verifyCode({ ...body, username: 'alice' }), 'CONFLICT');
    expectRefusal(await verifyCode({ ...body, username: '!' }), 'VALIDATION', ['username']);
    const made = await Promise.all(['rose', 'tulip'].map((username) => verifyCode({ ...body, username })));
    // Of two at once, one.
    expect(made.map(({ status }) => status).sort()).toEqual([201, 401]);
    const { user } = made.find(({ status }) => status === 201)?.body as Session;
    await requestCode({ email }).expect(201);
    const again = codeIn(await box.next());
    expect(((await verifyCode({ email, code: again }).expect(201)).body as Session).user).toEqual(user);

    // Elsewhere nobody has it, so no mail is sent; and by a name alone nobody comes in.
    await requestCode({ email: 'new@example.net' }).expect(201);
    expectRefusal(
      await verifyCode({ email: 'new@example.net', code: again, username: 'lily' }),
      'INVALID_CODE',
    );
    expect(box.unread).toBe(0);

    // Where everybody may make one, every address does.
    await as(owner).put('/api/server/settings', open).expect(200);
    const anybody = { email: 'anybody@example.net' };
    await requestCode(anybody).expect(201);
    const code = codeIn(await box.next());
    // A name that the configuration gives an owner is shown to be somebody's in another way.
    expectRefusal(await verifyCode({ ...anybody, code, username: 'boss' }), 'CONFLICT');
    await verifyCode({ ...anybody, code, username: 'violet' }).expect(201);
  });
});

describe('a mail that could not be sent', () => {
  /** Mails are sent by jobs, which end after the mail server has answered. */
  const done = async () => {
    const waiting = `SELECT 1 FROM graphile_worker._private_jobs WHERE payload::text LIKE '%sealed%'`;
    while ((await demo.database.query(waiting)).length > 0) await nextTurn();
  };
  const failedFor = async (person: Person) =>
    (await as(person).get('/api/server/failed-mails').expect(200)).body as FailedMail[];

  it('S188 is seen by those who run the server, without what it says, until it has been sent', async () => {
    const [owner] = await demo.people.cast('olive');
    const email = 'alice@example.org';
    // One is refused for good, the other one for now.
    box.refusals.push(550, 451);
    await requestCode({ email }).expect(201);
    await requestCode({ username: 'alice' }).expect(201);
    await box.next();
    await done();
    expect(await failedFor(owner)).toEqual([
      { kind: 'code', reason: '550', tries: 1, isOver: true, at: expect.any(String) },
    ]);
    await demo.database.query('UPDATE "User" SET "serverRole" = 0 WHERE id = $1', [bob.id]);
    expect(await failedFor(bob)).toEqual([]);
  });
});

describe('what people are told of their account', () => {
  const agent = (name: string) => ({ 'User-Agent': `Mozilla/5.0 (X11; Linux x86_64) ${name}/140.0` });

  it('is a login with a client that is new to it, once, and not its first', async () => {
    const [carol] = await demo.people.cast('carol');
    await give(carol, 'carol@example.org');
    const logIn = async (name: string) => {
      await requestCode({ username: 'carol' }).expect(201);
      const code = codeIn(await box.next());
      await verifyCode({ username: 'carol', code }).set(agent(name)).expect(201);
    };
    await logIn('Firefox');
    const letter = await box.next();
    expect(letter.to).toEqual(['carol@example.org']);
    expect(letter.mail.subject).toBe('New login to your account carol');
    expect(letter.mail.text).toMatch(/Firefox, Linux, 127\.0\.0\.1, \d{4}-/);
    await logIn('Firefox');
    await logIn('Vivaldi');
    expect((await box.next()).mail.text).toContain('Vivaldi');
    expect(box.unread).toBe(0);
  });

  it('is, at the old address, that it is theirs no longer', async () => {
    await give(bob, 'bob@example.org');
    await give(bob, 'bob@example.net');
    await told('bob@example.org');
    await as(bob).delete('/api/me/email').expect(204);
    await told('bob@example.net');
  });

  it('S186 is decided by somebody who has just logged in', async () => {
    await demo.database.query(
      `UPDATE "Session" SET "createdAt" = now() - interval '1 hour' WHERE "userId" = $1`,
      [bob.id],
    );
    expectRefusal(await as(bob).put('/api/me/email', { email: 'bob@example.org' }), 'FRESH_LOGIN');
    expectRefusal(await as(bob).delete('/api/me/email'), 'FRESH_LOGIN');
  });
});

describe('codes that are handed over', () => {
  const at = (person: Person) => callerWith(office.url, person.token);
  const codesOf = async (person: Person) =>
    ((await at(person).get('/api/server/codes').expect(200)).body as WaitingCode[]).map(
      ({ username }) => username,
    );
  const show = (person: Person, username: string) => at(person).post(`/api/server/codes/${username}`, {});

  it('S187 are seen by those who run the server, of people who are less on it, and it is noted', async () => {
    const [dave, erin] = await demo.people.cast('dave', 'erin');
    const [owner] = await demo.people.cast('olive');
    await demo.database.query(
      `UPDATE "User" SET "serverRole" = CASE WHEN id = ANY ($1::uuid[]) THEN 1 ELSE 0 END WHERE id <> $2`,
      [[dave.id, erin.id], owner.id],
    );
    for (const username of ['frank', 'bob', 'erin', 'olive'])
      await requestCode({ username }, office.url).expect(201);
    expect((await codesOf(owner)).sort()).toEqual(['bob', 'erin', 'frank']);
    expect((await codesOf(dave)).sort()).toEqual(['bob', 'frank']);
    expect(await codesOf(alice)).toEqual([]);
    for (const username of ['erin', 'olive', 'wilma']) expectRefusal(await show(dave, username), 'NOT_FOUND');
    expectRefusal(await show(alice, 'frank'), 'NOT_FOUND');

    const { code } = (await show(dave, 'frank').expect(200)).body as ShownCode;
    await verifyCode({ username: 'frank', code }, office.url).expect(201);
    expectRefusal(await show(dave, 'frank'), 'NOT_FOUND');
    const rows = await demo.database.query(
      `SELECT "actorId", after FROM "AuditEntry" WHERE action = 'code.shown'`,
    );
    expect(rows).toEqual([{ actorId: dave.id, after: { username: 'frank' } }]);
    // A name that the configuration gives an owner is handed over by an owner only, whether or not it has an account.
    await demo.database.query(`UPDATE "User" SET username = 'former' WHERE id = $1`, [owner.id]);
    await requestCode({ username: 'olive' }, office.url).expect(201);
    expect(await codesOf(owner)).toContain('olive');
    expect(await codesOf(dave)).not.toContain('olive');
    // A code that goes to whoever asks, or by mail, is kept by nobody.
    await requestCode({ username: 'bob' }, demo.url).expect(201);
    expect(await codesOf(owner)).not.toContain('bob');
  });
});
