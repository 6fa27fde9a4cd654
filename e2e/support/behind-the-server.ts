import type { TestDatabase } from '../../rig/database.mjs';

/** What a journey writes into the database, as it would take people too long: the server hears of none of it. */
export interface BehindTheServer {
  /** Writes so many lines of a person into a room; `wordsMost` makes them unequally long. */
  fill(roomId: string, username: string, lines: number, wordsMost?: number): Promise<void>;
  /** Their author deletes these of the lines that `fill` has written there, both ends included. */
  deleteLines(roomId: string, from: number, to: number): Promise<void>;
  /** Gives each line that `fill` has written there one of the pictures that were sent to a room. */
  addPictures(roomId: string): Promise<void>;
  /** Everybody in a room has read all of it. */
  readAll(roomId: string): Promise<void>;
  /** Makes so many rooms, `Room 1` and on, each so much older, and a person a member of them. */
  addRooms(username: string, count: number, olderByMs?: number): Promise<void>;
  /** Makes a member something else in a room. */
  promote(roomId: string, username: string, role: number): Promise<void>;
  /** Makes somebody an admin or an owner of the server. */
  putInCharge(username: string, serverRole: number): Promise<void>;
  /** Puts in a job that was given up. */
  failJob(kind: string): Promise<void>;
  /** Makes somebody an account. */
  addPerson(username: string): Promise<void>;
  /** Makes so many people, `member-1` and on or of another name, members of a room. */
  addMembers(roomId: string, count: number, name?: string): Promise<void>;
}

export function behindTheServer(database: Pick<TestDatabase, 'query'>): BehindTheServer {
  return {
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
    deleteLines: async (roomId, from, to) => {
      await database.query(
        `SELECT count(*) FROM generate_series($2::int, $3::int) n
         JOIN "Message" m ON m."roomId" = $1 AND m."clientMsgId" = 'filling-' || n,
         LATERAL message_delete($1, m.id, m."senderId", NULL, 0)`,
        [roomId, from, to],
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
      await database.query('INSERT INTO "User" (id, username) VALUES (gen_random_uuid(), $1)', [username]);
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
  };
}
