import { Injectable } from '@nestjs/common';
import type { FactorsReset, UserRef } from '@chatket/contract';
import { AuthMethods, NoticeMails, Revocations, Sessions } from '../auth/index.js';
import { FactorsResetRepository } from './factors-reset.repository.js';
import { requireDone } from './server-accounts.js';
import { ServerAccountsRepository } from './server-accounts.repository.js';

/** For who has lost the phone and the recovery codes: the account asks for less, until its person adds what they have now. */
@Injectable()
export class ResetFactors {
  constructor(
    private readonly accounts: ServerAccountsRepository,
    private readonly factors: FactorsResetRepository,
    private readonly methods: AuthMethods,
    private readonly sessions: Sessions,
    private readonly revocations: Revocations,
    private readonly notices: NoticeMails,
  ) {}

  /**
   * Takes the second factor and the passkeys of somebody who is less on the server, and ends their logins; they are told by
   * mail. Passkeys stay where there is no other way into the account. Twice is once.
   * @param sessionId of the login that asks
   * @throws AppError `FORBIDDEN`, `NOT_FOUND`; `FRESH_LOGIN`: a device that an admin left open is not enough
   */
  async run(actor: UserRef, userId: string, sessionId: string | undefined): Promise<FactorsReset> {
    requireDone(await this.accounts.mayTo(actor.id, userId), userId);
    await this.sessions.requireFresh(actor, sessionId);
    const ways = {
      hasCodes: this.methods.has('code'),
      hasPasswords: this.methods.has('password'),
      hasOidc: this.methods.has('oidc'),
    };
    const { outcome, sessionIds, validFrom, ...reset } = await this.factors.reset(userId, actor.id, ways);
    requireDone(outcome, userId);
    if (outcome === 'changed') {
      await this.revocations.announce({ userId, sessionIds, before: validFrom?.getTime() });
      this.notices.changed({ id: userId }, 'factors-reset');
    }
    return reset;
  }
}
