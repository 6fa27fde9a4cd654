import { SERVER_ROLES } from '@chatket/contract';
import type { TestApp } from './app.js';
import type { Person } from './people.js';
import { guests } from './rest.js';

/** People of whom each is something on the server, with accounts that are two days old. */
export async function peopleOf(world: TestApp, ...roles: (keyof typeof SERVER_ROLES)[]): Promise<Person[]> {
  const people = await guests(world, roles.length);
  for (const [index, { id }] of people.entries())
    await world.database.query(
      `UPDATE "User" SET "serverRole" = $2, "createdAt" = now() - interval '2 days' WHERE id = $1`,
      [id, SERVER_ROLES[roles[index] ?? 'person']],
    );
  return people;
}
