import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MyEmail, Session } from '@chatket/contract';
import { Jobs } from '../../src/jobs/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { loginRequests } from '../support/login.js';
import { type Letter, Mailbox } from '../support/mailbox.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal } from '../support/rest.js';

let box: Mailbox;
/** One that shows codes, so that people can be made, and one on the same database that mails them. */
let demo: TestApp;
let world: TestApp;
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
  });
  world.app.get(Jobs).start();
});
afterAll(async () => {
  await world.close();
  await demo.close();
  await box.close();
});

const { requestCode, verifyCode } = loginRequests(() => world.url);
const as = (person: Person) => callerWith(world.url, person.token);
const codeIn = ({ mail }: Letter): string => /\b\d{6}\b/.exec(mail.text ?? '')?.[0] ?? '';

async function give(person: Person, email: string): Promise<Letter> {
  await as(person).put('/api/me/email', { email }).expect(204);
  const letter = await box.next();
  await as(person)
    .post('/api/me/email/verify', { email, code: codeIn(letter) })
    .expect(200);
  return letter;
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
    await as(bob).put('/api/me/email', { email }).expect(204);
    const code = codeIn(await box.next());
    expectRefusal(await as(bob).post('/api/me/email/verify', { email, code }), 'CONFLICT');
    expect(await addressOf(bob)).toBeNull();

    await as(alice).delete('/api/me/email').expect(204);
    await as(alice).delete('/api/me/email').expect(204);
    expect(await addressOf(alice)).toBeNull();
    await give(bob, email);
    await as(bob).delete('/api/me/email').expect(204);
  });

  it('S183 is one recipient, and no header or command, whatever is written', async () => {
    const bad = [
      'alice',
      '@example.org',
      'a@b',
      'a@b@example.org',
      'a b@example.org',
      'a@example.org, b@example.org',
      'a@example.org\r\nBcc: b@example.org',
      '<a@example.org>',
      '"a"@example.org',
      'a@[127.0.0.1]',
      'a@127.0.0.1',
      `a@${'x'.repeat(250)}.org`,
      42,
      ['a@example.org'],
    ];
    for (const email of bad) {
      expectRefusal(await as(alice).put('/api/me/email', { email }), 'VALIDATION', ['email']);
      expectRefusal(await requestCode({ email }), 'VALIDATION', ['email']);
    }
    expect(box.unread).toBe(0);
  });
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
    expectRefusal(await ask({ email }), 'FORBIDDEN');
    expectRefusal(await callerWith(demo.url, bob.token).put('/api/me/email', { email }), 'FORBIDDEN');
  });
});
