import { Injectable } from '@nestjs/common';
import type { AuditEntry, UserRef } from '@chatket/contract';
import { OrdinaryDatabase, safeInteger, userRefOf } from '../prisma/index.js';
import type { ChainedEntry } from './audit-chain.js';

/** Which entries somebody wants to see; what is missing does not matter. */
export interface AuditQuery {
  roomId?: string | undefined;
  actorId?: string | undefined;
  personId?: string | undefined;
  /** An action, or the beginning of several: `member` for `member.kicked`. */
  action?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
  /** Only entries before this one. */
  before?: number | undefined;
  limit?: number | undefined;
}

interface EntryRow {
  id: string;
  at: Date;
  action: string;
  actor: UserRef | null;
  roomId: string | null;
  roomName: string | null;
  person: UserRef | null;
  targetId: string | null;
  reason: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  hash: string;
}

/** Reads the audit log. It is written by the SQL function `audit_add`, inside of what it speaks of. */
@Injectable()
export class AuditRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /** The newest first. Walks AuditEntry_roomId_id_idx, that of the actor or the person, or AuditEntry_pkey. */
  async list(query: AuditQuery & { limit: number }): Promise<AuditEntry[]> {
    const rows = await this.database.query<EntryRow>(
      'audit-list',
      `SELECT e.id, e.at, e.action, ${userRefOf('e."actorId"')} AS actor, e."roomId",
         (SELECT r.name FROM "Room" r WHERE r.id = e."roomId" AND r.kind NOT IN ('direct', 'group')) AS "roomName",
         ${userRefOf('e."personId"')} AS person,
         e."targetId", e.reason, e.before, e.after, encode(e.hash, 'hex') AS hash
       FROM "AuditEntry" e
       WHERE ($1::uuid IS NULL OR e."roomId" = $1) AND ($2::uuid IS NULL OR e."actorId" = $2)
         AND ($3::uuid IS NULL OR e."personId" = $3)
         AND ($4::text IS NULL OR e.action = $4 OR starts_with(e.action, $4 || '.'))
         AND ($5::timestamptz IS NULL OR e.at >= $5) AND ($6::timestamptz IS NULL OR e.at < $6)
         AND ($7::bigint IS NULL OR e.id < $7)
       ORDER BY e.id DESC LIMIT $8`,
      [
        query.roomId ?? null,
        query.actorId ?? null,
        query.personId ?? null,
        query.action ?? null,
        query.from ?? null,
        query.until ?? null,
        query.before ?? null,
        query.limit,
      ],
    );
    return rows.map(toEntry);
  }

  /** The next entries behind an id, as they were hashed. Walks AuditEntry_pkey. */
  async chainedBehind(id: number, limit: number): Promise<ChainedEntry[]> {
    const rows = await this.database.query<Omit<ChainedEntry, 'id'> & { id: string }>(
      'audit-chain',
      `SELECT id, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, "actorId", action, "roomId",
         "personId", "targetId", reason, before::text AS before, after::text AS after,
         encode("previousHash", 'hex') AS "previousHash", encode(hash, 'hex') AS hash
       FROM "AuditEntry" WHERE id > $1 ORDER BY id LIMIT $2`,
      [id, limit],
    );
    return rows.map((row) => ({ ...row, id: safeInteger(row.id) }));
  }

  /** The end of the chain, as the last entry has left it. */
  async end(): Promise<{ lastId: number; hash: string }> {
    const [row] = await this.database.query<{ lastId: string; hash: string }>(
      'audit-end',
      `SELECT "lastId", encode(hash, 'hex') AS hash FROM "AuditHead" WHERE id = 1`,
      [],
    );
    return { lastId: safeInteger(row?.lastId ?? '0'), hash: row?.hash ?? '' };
  }
}

function toEntry(row: EntryRow): AuditEntry {
  return {
    id: safeInteger(row.id),
    at: row.at.toISOString(),
    action: row.action,
    ...(row.actor && { actor: row.actor }),
    ...(row.roomId !== null && { roomId: row.roomId }),
    ...(row.roomName !== null && { roomName: row.roomName }),
    ...(row.person && { person: row.person }),
    ...(row.targetId !== null && { targetId: row.targetId }),
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.before && { before: row.before }),
    ...(row.after && { after: row.after }),
    hash: row.hash,
  };
}
