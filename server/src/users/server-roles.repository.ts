import { Injectable } from '@nestjs/common';
import type { Me } from '@chatket/contract';
import { OrdinaryDatabase } from '../prisma/index.js';

export type ServerRoleOutcome = 'changed' | 'unchanged' | 'no_user' | 'forbidden' | 'last_owner';

/** What people are on the server. The rules are those of the SQL functions `server_*`. */
@Injectable()
export class ServerRolesRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  async find(id: string): Promise<Me | undefined> {
    const [row] = await this.database.query<Omit<Me, 'createdAt'> & { createdAt: Date }>(
      'user-me',
      'SELECT id, username, "createdAt", "serverRole" FROM "User" WHERE id = $1',
      [id],
    );
    return row && { ...row, createdAt: row.createdAt.toISOString() };
  }

  /** @param actorId nobody where the configuration says so */
  async set(id: string, role: number, actorId?: string): Promise<ServerRoleOutcome> {
    const [row] = await this.database.query<{ outcome: ServerRoleOutcome }>(
      'server-role-set',
      'SELECT outcome FROM server_role_set($1, $2, $3)',
      [id, actorId ?? null, role],
    );
    if (!row) throw new Error('a change has one outcome');
    return row.outcome;
  }

  /** Whoever is there first owns a server that nobody owns. @param systemId of the account that stands for the server */
  async ownFirst(id: string, systemId: string): Promise<boolean> {
    const [row] = await this.database.query<{ owns: boolean }>(
      'server-own-first',
      'SELECT server_own_first($1, $2) AS owns',
      [id, systemId],
    );
    return row?.owns ?? false;
  }
}
