// @ts-check
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { signedToken } from '../../rig/tokens.mjs';

/** @typedef {{ id: string, username: string, token: string, rooms: string[] }} Person */
/** @typedef {{ people: Person[], rooms: string[] }} Topology */

/**
 * People spread evenly over rooms: person i is in the rooms i·k, i·k+1 … (modulo the number of rooms).
 * @param {{ people: number, rooms: number, roomsPerPerson?: number }} shape
 * @returns {Topology}
 */
export function topology({ people: count, rooms: roomCount, roomsPerPerson = 1 }) {
  const rooms = Array.from({ length: roomCount }, () => randomUUID());
  const people = Array.from({ length: count }, (_, index) => {
    const user = { id: randomUUID(), username: `bench_${index}` };
    const mine = Array.from(
      { length: roomsPerPerson },
      (_unused, k) => rooms[(index * roomsPerPerson + k) % roomCount],
    );
    return { ...user, token: signedToken(user).text, rooms: mine };
  });
  return { people, rooms };
}

/**
 * Writes the people, the rooms and the memberships into a database that has ChatKet's tables.
 * @param {string} url
 * @param {Topology} topology
 */
export async function populate(url, { people, rooms }) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('INSERT INTO "User" (id, username) SELECT * FROM unnest($1::uuid[], $2::text[])', [
      people.map(({ id }) => id),
      people.map(({ username }) => username),
    ]);
    await client.query(
      `INSERT INTO "Room" (id, name, "nameKey", "createdById")
       SELECT id, 'bench ' || n, 'bench ' || n, $2 FROM unnest($1::uuid[]) WITH ORDINALITY AS r (id, n)`,
      [rooms, people[0].id],
    );
    const pairs = people.flatMap((person) => person.rooms.map((room) => [room, person.id]));
    await client.query(
      'INSERT INTO "RoomMembership" ("roomId", "userId") SELECT * FROM unnest($1::uuid[], $2::uuid[])',
      [pairs.map(([room]) => room), pairs.map(([, user]) => user)],
    );
    await client.query(
      'UPDATE "Room" r SET "memberCount" = (SELECT count(*) FROM "RoomMembership" m WHERE m."roomId" = r.id)',
    );
    // As autovacuum would. Not "Message": statistics that say "empty" would be those of no server that is in use.
    await client.query('ANALYZE "User", "Room", "RoomMembership"');
    await client.query('CHECKPOINT');
  } finally {
    await client.end();
  }
}
