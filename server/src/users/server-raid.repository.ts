import { Injectable } from '@nestjs/common';
import { SERVER_ROLES } from '@chatket/contract';
import { OrdinaryDatabase } from '../prisma/index.js';

/** What became of the switch; the outcomes of the SQL function `server_raid_set`. */
export interface ServerRaidOutcome {
  outcome: 'changed' | 'unchanged' | 'forbidden';
  since: Date | null;
}

/** Raid mode of the whole server. */
@Injectable()
export class ServerRaidRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  async since(): Promise<Date | null> {
    const [row] = await this.database.query<{ since: Date | null }>(
      'server-raid-since',
      'SELECT server_raid_since() AS since',
      [],
    );
    return row?.since ?? null;
  }

  /** Audited in the same transaction. */
  async set(actorId: string, { isOn }: { isOn: boolean }): Promise<ServerRaidOutcome> {
    const [row] = await this.database.query<ServerRaidOutcome>(
      'server-raid-set',
      'SELECT outcome, since FROM server_raid_set($1, $2, $3)',
      [actorId, isOn, SERVER_ROLES.admin],
    );
    if (!row) throw new Error('a change has one outcome');
    return row;
  }
}
