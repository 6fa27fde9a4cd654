import type { Response } from 'supertest';
import { FinishDeletions } from '../../src/accounts/finish-deletions.js';
import type { TestApp } from './app.js';
import type { Device } from './device.js';
import type { Person } from './people.js';
import { callerWith } from './rest.js';

/** Deletes somebody's account, by a login that they have just made. */
export async function deleteAccount(
  world: Pick<TestApp, 'url'>,
  { token, username }: Person,
  body: object = {},
): Promise<Response> {
  return callerWith(world.url, token).post('/api/me/deletion', { username, ...body });
}

/** The same, until nothing is left to do of it. */
export async function deleteWholly(world: TestApp, person: Person, body: object = {}): Promise<void> {
  const response = await deleteAccount(world, person, body);
  if (response.status !== 204) throw new Error(`an account was not deleted: ${response.text}`);
  await world.app.get(FinishDeletions).run(person.id);
}

/** What a deleted account is called. */
export const deletedName = ({ id }: Pick<Person, 'id'>) => `deleted-${id.slice(-12)}`;

/** Resolves with the reason when a device is put out. */
export const putOut = ({ socket }: Device): Promise<string> =>
  socket.connected
    ? new Promise((resolve) => socket.once('disconnect', resolve))
    : Promise.resolve('io server disconnect');
