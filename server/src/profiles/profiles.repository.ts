import { Injectable } from '@nestjs/common';
import { type Profile, type ProfileBody, SERVER_ROLES } from '@chatket/contract';
import { isoTime, OrdinaryDatabase } from '../prisma/index.js';

/** Nothing comes behind the end of an account. */
const LAST_REV = 2 ** 31 - 1;

/**
 * A profile as it is told, without what is missing; a status whose end has come is none. Of a closed account nothing but its
 * handle is told, and of one on a break who it is. Of a User `u` and their Profile `p`, if there is one.
 */
const PROFILE = `CASE WHEN u."isPaused"
  THEN jsonb_strip_nulls(jsonb_build_object('id', u.id, 'username', u.username, 'displayName', p."displayName",
    'picture', p."picture", 'isPaused', true, 'rev', coalesce(p."rev", 0)))
  WHEN u."deactivatedAt" IS NOT NULL
  THEN jsonb_build_object('id', u.id, 'username', u.username, 'rev',
    CASE WHEN u."deletedAt" IS NULL THEN coalesce(p."rev", 0) ELSE ${String(LAST_REV)} END)
  ELSE jsonb_strip_nulls(jsonb_build_object('id', u.id, 'username', u.username, 'displayName', p."displayName",
  'about', p."about", 'status', CASE WHEN (p."statusEmoji" IS NOT NULL OR p."statusText" IS NOT NULL)
      AND coalesce(p."statusUntil" > clock_timestamp(), true)
    THEN jsonb_build_object('emoji', p."statusEmoji", 'text', p."statusText", 'until', ${isoTime('p."statusUntil"')}) END,
  'timeZone', p."timeZone", 'picture', p."picture", 'rev', coalesce(p."rev", 0))) END AS profile`;

/** The outcomes of the SQL function `server_picture_remove`. */
export type PictureRemoval = 'changed' | 'unchanged' | 'forbidden' | 'no_user';

/** SQL: what a handle looks like, as `User_look_idx` has it. */
const lookOf = (name: string) =>
  `replace(replace(translate(${name}, '01i-._', 'oll'), 'rn', 'm'), 'vv', 'w')`;
/** SQL: `reader` does not hear of `person`, whom they have blocked. */
const isBlocked = (reader: string, person: string) => `EXISTS (
  SELECT 1 FROM "PersonBlock" b WHERE b."blockerId" = ${reader} AND b."blockedId" = ${person})`;

const FIELDS = ['displayName', 'about', 'statusEmoji', 'statusText', 'timeZone'] as const;
const kept = (field: string, value = `EXCLUDED."${field}"`) =>
  `"${field}" = CASE WHEN $2::jsonb ? '${field}' THEN ${value} ELSE p."${field}" END`;

/** What people tell of themselves. */
@Injectable()
export class ProfilesRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /** What `body` leaves out stays. Nothing is written where the person is gone. */
  async change(userId: string, { status, ...texts }: ProfileBody): Promise<Profile | undefined> {
    const change = {
      ...texts,
      ...(status !== undefined && {
        statusEmoji: status?.emoji ?? null,
        statusText: status?.text ?? null,
        statusUntil: status?.until ?? null,
      }),
    };
    const [row] = await this.database.query<{ profile: Profile }>(
      'profile-change',
      `WITH p AS (INSERT INTO "Profile" AS p ("userId", ${FIELDS.map((field) => `"${field}"`).join(', ')}, "statusUntil")
       SELECT u.id, ${FIELDS.map((field) => `$2::jsonb->>'${field}'`).join(', ')}, ($2::jsonb->>'statusUntil')::timestamptz
       FROM "User" u WHERE u.id = $1
       ON CONFLICT ("userId") DO UPDATE SET ${[...FIELDS, 'statusUntil'].map((field) => kept(field)).join(', ')},
         "rev" = p."rev" + 1
       RETURNING *) SELECT ${PROFILE} FROM p JOIN "User" u ON u.id = p."userId"`,
      [userId, JSON.stringify(change)],
    );
    return row?.profile;
  }

  /** Null takes it away. Nothing is written where the person is gone. */
  async setPicture(userId: string, key: string | null): Promise<Profile | undefined> {
    const [row] = await this.database.query<{ profile: Profile }>(
      'profile-picture',
      `WITH p AS (INSERT INTO "Profile" AS p ("userId", picture) SELECT u.id, $2 FROM "User" u WHERE u.id = $1
       ON CONFLICT ("userId") DO UPDATE SET picture = EXCLUDED.picture, "rev" = p."rev" + 1
       RETURNING *) SELECT ${PROFILE} FROM p JOIN "User" u ON u.id = p."userId"`,
      [userId, key],
    );
    return row?.profile;
  }

  /** Whose picture that is. Looks up Profile_picture_key. */
  async ownerOfPicture(key: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ userId: string }>(
      'profile-of-picture',
      'SELECT p."userId" FROM "Profile" p WHERE p.picture = $1',
      [key],
    );
    return row?.userId;
  }

  /** As those who run the server; audited in the same transaction. */
  async removePicture(userId: string, actorId: string): Promise<PictureRemoval> {
    const [row] = await this.database.query<{ outcome: PictureRemoval }>(
      'server-picture-remove',
      'SELECT server_picture_remove($1, $2, $3) AS outcome',
      [userId, actorId, SERVER_ROLES.admin],
    );
    if (!row) throw new Error('a change has one outcome');
    return row.outcome;
  }

  /** What somebody has told, if anything. */
  async find(userId: string): Promise<Profile | undefined> {
    const [row] = await this.database.query<{ profile: Profile }>(
      'profile-find',
      `SELECT ${PROFILE} FROM "Profile" p JOIN "User" u ON u.id = p."userId" WHERE u.id = $1`,
      [userId],
    );
    return row?.profile;
  }

  /** What the others are to know: of an account that is closed, or open again, also where nothing was ever told. */
  async findForOthers(userId: string): Promise<Profile | undefined> {
    const [row] = await this.database.query<{ profile: Profile }>(
      'profile-for-others',
      `SELECT ${PROFILE} FROM "User" u LEFT JOIN "Profile" p ON p."userId" = u.id WHERE u.id = $1`,
      [userId],
    );
    return row?.profile;
  }

  /** Whether somebody else has a handle that looks so, or had it lately. Walks User_look_idx. */
  async isHandleLook(userId: string, look: string): Promise<boolean> {
    const rows = await this.database.query(
      'profile-look',
      `(SELECT 1 FROM "User" u WHERE ${lookOf('u."username"')} = $2 AND u.id <> $1 LIMIT 1)
       UNION ALL (SELECT 1 FROM "HeldName" h WHERE ${lookOf('h."username"')} = $2 AND h.until > clock_timestamp()
         AND h."userId" IS DISTINCT FROM $1 LIMIT 1)`,
      [userId, look],
    );
    return rows.length > 0;
  }

  /**
   * Those of `ids` who share a room with the person or are it, and those whose account is deleted; nobody whom the person has
   * blocked. Walks User_pkey and RoomMembership_pkey.
   */
  async listFor(userId: string, ids: readonly string[]): Promise<Profile[]> {
    const rows = await this.database.query<{ profile: Profile }>(
      'profiles-for',
      `SELECT ${PROFILE} FROM "User" u LEFT JOIN "Profile" p ON p."userId" = u.id
       WHERE u.id = ANY($2::uuid[]) AND (u.id = $1 OR u."deletedAt" IS NOT NULL OR EXISTS (
         SELECT 1 FROM "RoomMembership" mine JOIN "RoomMembership" theirs ON theirs."roomId" = mine."roomId"
         WHERE mine."userId" = $1 AND theirs."userId" = u.id)) AND NOT ${isBlocked('$1', 'u.id')}`,
      [userId, [...ids]],
    );
    return rows.map(({ profile }) => profile);
  }

  /** Everybody who shares a room with the person and has not blocked them, and the person. */
  async audienceOf(userId: string): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      'profile-audience',
      `SELECT $1::uuid AS id UNION SELECT theirs."userId" FROM "RoomMembership" mine
         JOIN "RoomMembership" theirs ON theirs."roomId" = mine."roomId" WHERE mine."userId" = $1
           AND NOT ${isBlocked('theirs."userId"', '$1')}`,
      [userId],
    );
    return rows.map(({ id }) => id);
  }
}
