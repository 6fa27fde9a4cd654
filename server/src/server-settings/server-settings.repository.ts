import { Injectable } from '@nestjs/common';
import { ACTIONS, type Registration, SERVER_ROLES, type ServerSettingsChange } from '@chatket/contract';
import { OrdinaryDatabase } from '../prisma/index.js';

/** As it is stored: what nobody has set is null. */
export interface StoredSettings {
  name: string | null;
  icon: string | null;
  registration: Registration | null;
  domains: string[] | null;
  linkPreviews: boolean | null;
}

@Injectable()
export class ServerSettingsRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  async read(): Promise<StoredSettings> {
    const [row] = await this.database.query<StoredSettings>(
      'server-settings',
      'SELECT name, icon, registration, domains, "linkPreviews" FROM "ServerSettings" WHERE id = 1',
      [],
    );
    return row ?? { name: null, icon: null, registration: null, domains: null, linkPreviews: null };
  }

  /** Audited in the same transaction. */
  async set(
    actorId: string,
    { name, icon, registration, domains, linkPreviews }: ServerSettingsChange,
  ): Promise<'changed' | 'unchanged' | 'forbidden'> {
    const [row] = await this.database.query<{ outcome: 'changed' | 'unchanged' | 'forbidden' }>(
      'server-settings-set',
      'SELECT outcome FROM server_settings_set($1, $2, $3, $4, $5, $6, $7)',
      [actorId, SERVER_ROLES.admin, name, icon, registration, domains, linkPreviews ?? null],
    );
    if (!row) throw new Error('a change has one outcome');
    return row.outcome;
  }

  async mayRead(id: string): Promise<boolean> {
    const rows = await this.database.query(
      'server-settings-reader',
      'SELECT 1 FROM "User" WHERE id = $1 AND "serverRole" >= $2',
      [id, SERVER_ROLES.admin],
    );
    return rows.length > 0;
  }

  /** Looks up User_username_key. */
  async hasAccount(username: string): Promise<boolean> {
    const rows = await this.database.query('account-of-name', 'SELECT 1 FROM "User" WHERE username = $1', [
      username,
    ]);
    return rows.length > 0;
  }

  /** Whether a link lets one more new person in; then it is counted. */
  async takeInvite(tokenHash: string): Promise<boolean> {
    const [row] = await this.database.query<{ isGood: boolean }>(
      'invite-register',
      'SELECT invite_register($1, $2, $3) AS "isGood"',
      [tokenHash, ACTIONS.inviteGuests.role, ACTIONS.setRole.role],
    );
    return row?.isGood === true;
  }
}
