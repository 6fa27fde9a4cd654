import { Injectable } from '@nestjs/common';
import type { UserRef } from '@chatket/contract';
import { Revocations, Sessions } from '../auth/index.js';
import { AppError } from '../common/index.js';
import { EventBus } from '../events/index.js';
import { accountClosed } from '../users/index.js';
import { PauseRepository } from './pause.repository.js';

/**
 * Closes the account of whoever asks until they log in again: `Sessions` opens it then. Nothing of it is deleted but its
 * logins and tokens; nothing is sent to it meanwhile.
 */
@Injectable()
export class PauseAccount {
  constructor(
    private readonly accounts: PauseRepository,
    private readonly sessions: Sessions,
    private readonly revocations: Revocations,
    private readonly events: EventBus,
  ) {}

  /**
   * @param sessionId of the login that asks
   * @throws AppError `FRESH_LOGIN`; `LAST_OWNER` of the server
   */
  async run(actor: UserRef, sessionId?: string): Promise<void> {
    await this.sessions.requireFresh(actor, sessionId);
    const { outcome, sessionIds, validFrom } = await this.accounts.pause(actor.id);
    if (outcome === 'last_owner')
      throw new AppError('LAST_OWNER', 'Make somebody else an owner of the server first.');
    if (outcome === 'no_user') throw new AppError('UNAUTHENTICATED', 'This account is not open any more.');
    this.events.announce(accountClosed, { userId: actor.id });
    await this.revocations.announce({ userId: actor.id, sessionIds, before: validFrom?.getTime() });
  }
}
