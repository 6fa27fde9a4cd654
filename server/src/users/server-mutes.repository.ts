import { Injectable } from '@nestjs/common';
import { SERVER_ROLES } from '@chatket/contract';
import { OrdinaryDatabase } from '../prisma/index.js';

/** What became of a mute; the outcomes of the SQL function `server_mute`. */
export interface ServerMuteOutcome {
  outcome: 'changed' | 'unchanged' | 'no_user' | 'forbidden';
  /** Null where somebody may speak again. */
  until: Date | null;
}

/** Whose word is taken on the whole server. */
@Injectable()
export class ServerMutesRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /** Those whose time has not come. Walks User_muted_idx. */
  async list(): Promise<{ id: string; until: Date; reason: string | null }[]> {
    return this.database.query(
      'server-muted',
      `SELECT id, "mutedUntil" AS until, "muteReason" AS reason FROM "User" WHERE "mutedUntil" IS NOT NULL AND "mutedUntil" > clock_timestamp()`,
      [],
    );
  }

  /** Until when somebody is muted; undefined where they are not. Looks up User_pkey. */
  async find(id: string): Promise<Date | undefined> {
    const [row] = await this.database.query<{ until: Date }>(
      'server-muted-until',
      'SELECT "mutedUntil" AS until FROM "User" WHERE id = $1 AND "mutedUntil" > clock_timestamp()',
      [id],
    );
    return row?.until;
  }

  /** Audited in the same transaction. @param seconds null gives the word back */
  async set(
    userId: string,
    actorId: string,
    { seconds, reason }: { seconds: number | null; reason?: string | undefined },
  ): Promise<ServerMuteOutcome> {
    const [row] = await this.database.query<ServerMuteOutcome>(
      'server-mute',
      'SELECT outcome, until FROM server_mute($1, $2, $3, $4, $5)',
      [userId, actorId, seconds, reason ?? null, SERVER_ROLES.admin],
    );
    if (!row) throw new Error('a change has one outcome');
    return row;
  }
}
