import { Inject, Injectable } from '@nestjs/common';
import { fold, SERVER_ROLES, type ServerPeopleFilter, type ServerPerson } from '@chatket/contract';
import { OrdinaryDatabase, type Statements } from '../prisma/index.js';
import { SYSTEM_USER } from '../users/index.js';

export interface ServerPeopleSearch {
  search: string;
  /** Everybody, whoever is muted on the server, runs it, or has an account that is closed. */
  only: ServerPeopleFilter;
  /** The name of the last one before. */
  after: string;
  limit: number;
}

interface Row {
  id: string;
  username: string;
  createdAt: Date;
  serverRole: number;
  isGuest: boolean;
  mutedUntil: Date | null;
  muteReason: string | null;
  deactivatedAt: Date | null;
  isPaused: boolean;
  picture: string | null;
}

/** Everybody who has an account. */
@Injectable()
export class ServerPeopleRepository {
  constructor(@Inject(OrdinaryDatabase) private readonly database: Statements) {}

  /** By name, from behind `after`. Walks User_username_key. */
  async page({ search, only, after, limit }: ServerPeopleSearch): Promise<ServerPerson[]> {
    const rows = await this.database.query<Row>(
      'server-people-page',
      `SELECT u.id, u.username, u."createdAt", u."serverRole", u."isGuest", u."deactivatedAt", u."isPaused", p.picture,
         CASE WHEN u."mutedUntil" > clock_timestamp() THEN u."mutedUntil" END AS "mutedUntil",
         CASE WHEN u."mutedUntil" > clock_timestamp() THEN u."muteReason" END AS "muteReason"
       FROM "User" u LEFT JOIN "Profile" p ON p."userId" = u.id
       WHERE u.username > $1 AND u.id <> $2 AND u."deletedAt" IS NULL AND ($3 = '' OR position($3 IN u.username) > 0)
         AND CASE $4 WHEN 'muted' THEN u."mutedUntil" > clock_timestamp() WHEN 'running' THEN u."serverRole" > 0
           WHEN 'deactivated' THEN u."deactivatedAt" IS NOT NULL ELSE true END
       ORDER BY u.username LIMIT $5`,
      [after, SYSTEM_USER.id, fold(search), only, limit],
    );
    return rows.map(toPerson);
  }

  /** What somebody is on the server; a person where they are not there. Looks up User_pkey. */
  async roleOf(id: string): Promise<number> {
    const [row] = await this.database.query<{ serverRole: number }>(
      'server-person-role',
      'SELECT "serverRole" FROM "User" WHERE id = $1',
      [id],
    );
    return row?.serverRole ?? SERVER_ROLES.person;
  }
}

function toPerson(row: Row): ServerPerson {
  const {
    id,
    username,
    createdAt,
    serverRole,
    isGuest,
    mutedUntil,
    muteReason,
    deactivatedAt,
    isPaused,
    picture,
  } = row;
  return {
    id,
    username,
    createdAt: createdAt.toISOString(),
    serverRole,
    ...(isGuest && { isGuest }),
    ...(mutedUntil && { mutedUntil: mutedUntil.toISOString() }),
    ...(muteReason !== null && { muteReason }),
    ...(deactivatedAt && { deactivatedAt: deactivatedAt.toISOString() }),
    ...(isPaused && { isPaused }),
    ...(picture !== null && { picture }),
  };
}
