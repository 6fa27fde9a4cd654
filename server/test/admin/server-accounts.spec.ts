import { describe, expect, it } from '@jest/globals';
import type { AuditEntry, LoginSession, ServerPerson } from '@chatket/contract';
import { SYSTEM_USER } from '../../src/users/index.js';
import { Browser } from '../support/browser.js';
import { openDevice } from '../support/device.js';
import { loginRequests } from '../support/login.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, UNKNOWN_ID } from '../support/rest.js';
import { peopleOf } from '../support/server-people.js';
import { useSecondApp, useWorld } from '../support/world.js';

/** Two processes on one database. */
const { world } = useWorld([], { WRITES_PER_USER: '10000' });
const other = useSecondApp(world);

const { verifyCode, newCode } = loginRequests(() => world.url);
const as = ({ token }: Person) => callerWith(world.url, token);
const deactivation = ({ id }: Pick<Person, 'id'>) => `/api/server/people/${id}/deactivation`;
const sessionsOf = ({ id }: Pick<Person, 'id'>) => `/api/server/people/${id}/sessions`;
const actionsOn = async (admin: Person, { id }: Person) =>
  ((await as(admin).get(`/api/audit?personId=${id}`).expect(200)).body as AuditEntry[]).map(
    ({ action }) => action,
  );

async function scene(): Promise<{ admin: Person; person: Person }> {
  const [admin, person] = (await peopleOf(world, 'admin', 'person')) as [Person, Person];
  return { admin, person };
}

describe('an account that those who run the server close', () => {
  it('S168 loses its logins in every process at once, lets nobody in, and is shown as closed', async () => {
    const { admin, person } = await scene();
    const devices = await Promise.all(
      [world.url, other.url].map((url) => openDevice(url, { token: person.token })),
    );
    const left = devices.map(({ socket }) => new Promise((resolve) => socket.once('disconnect', resolve)));
    const browser = new Browser(world.url);
    await browser.logIn(person.username);

    await as(admin).put(deactivation(person), {}).expect(204);
    await as(admin).put(deactivation(person), {}).expect(204);
    expect(await Promise.all(left)).toEqual(['io server disconnect', 'io server disconnect']);
    for (const url of [world.url, other.url])
      expectRefusal(await callerWith(url, person.token).get('/api/rooms'), 'UNAUTHENTICATED');
    expectRefusal(await browser.refresh(), 'UNAUTHENTICATED');

    const code = await newCode(person.username);
    expectRefusal(await verifyCode({ username: person.username, code: '000000' }), 'INVALID_CODE');
    expectRefusal(await verifyCode({ username: person.username, code }), 'ACCOUNT_DEACTIVATED');
    const { body } = await as(admin).get('/api/server/people?only=deactivated').expect(200);
    expect((body as ServerPerson[]).find(({ id }) => id === person.id)?.deactivatedAt).toEqual(
      expect.any(String),
    );

    await as(admin).delete(deactivation(person)).expect(204);
    await as(admin).delete(deactivation(person)).expect(204);
    expectRefusal(await as(person).get('/api/rooms'), 'UNAUTHENTICATED');
    const again = await newCode(person.username);
    await verifyCode({ username: person.username, code: again }).expect(201);
    expect(await actionsOn(admin, person)).toEqual(['server.reactivated', 'server.deactivated']);
  });

  it('S168 lets nobody in who logs in at the same moment', async () => {
    const { admin, person } = await scene();
    const code = await newCode(person.username);
    const [answer] = await Promise.all([
      verifyCode({ username: person.username, code }),
      as(admin).put(deactivation(person), {}).expect(204),
    ]);
    if (answer.status === 201) {
      const { accessToken } = answer.body as { accessToken: string };
      expectRefusal(await callerWith(world.url, accessToken).get('/api/rooms'), 'UNAUTHENTICATED');
    } else expectRefusal(answer, 'ACCOUNT_DEACTIVATED');
  });

  it('S169 is never one of their own rank, the server’s own, or one that is not there', async () => {
    const [admin, peer, owner, person] = (await peopleOf(world, 'admin', 'admin', 'owner', 'person')) as [
      Person,
      Person,
      Person,
      Person,
    ];
    for (const whom of [admin, peer, owner])
      expectRefusal(await as(admin).put(deactivation(whom), {}), 'FORBIDDEN');
    expectRefusal(await as(person).put(deactivation(peer), {}), 'FORBIDDEN');
    expectRefusal(await as(person).delete(deactivation(peer)), 'FORBIDDEN');
    for (const id of [UNKNOWN_ID, SYSTEM_USER.id])
      expectRefusal(await as(admin).put(deactivation({ id }), {}), 'NOT_FOUND');
    await as(owner).put(deactivation(peer), {}).expect(204);
    expectRefusal(await as(peer).put(deactivation(person), {}), 'UNAUTHENTICATED');
  });
});

describe('the logins of somebody else', () => {
  it('S169 are listed and ended one by one, for those who are more on the server', async () => {
    const { admin, person } = await scene();
    for (let login = 0; login < 2; login += 1) {
      const code = await newCode(person.username);
      await verifyCode({ username: person.username, code }).expect(201);
    }
    const { body } = await as(admin).get(sessionsOf(person)).expect(200);
    const [first] = body as [LoginSession, LoginSession];
    expect(body).toHaveLength(2);
    expect((body as LoginSession[]).map(({ isThis }) => isThis)).toEqual([false, false]);

    await as(admin)
      .delete(`${sessionsOf(person)}/${first.id}`)
      .expect(204);
    await as(admin)
      .delete(`${sessionsOf(person)}/${first.id}`)
      .expect(204);
    expect((await as(admin).get(sessionsOf(person)).expect(200)).body).toHaveLength(1);
    expect(await actionsOn(admin, person)).toEqual(['server.sessionEnded']);
    expectRefusal(await as(admin).delete(`${sessionsOf(person)}/${UNKNOWN_ID}`), 'NOT_FOUND');
    expectRefusal(await as(admin).delete(`${sessionsOf(admin)}/${first.id}`), 'FORBIDDEN');
    expectRefusal(await as(admin).get(sessionsOf({ id: UNKNOWN_ID })), 'NOT_FOUND');
    expectRefusal(await as(person).get(sessionsOf(admin)), 'FORBIDDEN');
    const [rival] = (await peopleOf(world, 'admin')) as [Person];
    expectRefusal(await as(admin).get(sessionsOf(rival)), 'FORBIDDEN');
  });
});
