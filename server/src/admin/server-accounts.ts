import { Injectable } from '@nestjs/common';
import { type LoginSession, ROLES, type UserRef } from '@chatket/contract';
import { Revocations, Sessions } from '../auth/index.js';
import { AppError } from '../common/index.js';
import { EventBus } from '../events/index.js';
import { memberRoleChanged } from '../members/index.js';
import { GENERAL_ID } from '../rooms/index.js';
import { accountClosed, SYSTEM_USER } from '../users/index.js';
import { ServerAccountsRepository, type Successor } from './server-accounts.repository.js';

/** What those who run the server do to accounts of people who are less on it than they are. Audited; twice is once. */
@Injectable()
export class ServerAccounts {
  constructor(
    private readonly accounts: ServerAccountsRepository,
    private readonly sessions: Sessions,
    private readonly revocations: Revocations,
    private readonly events: EventBus,
  ) {}

  /** Where somebody is logged in. @throws AppError `FORBIDDEN`, `NOT_FOUND` */
  async sessionsOf(actor: UserRef, userId: string): Promise<LoginSession[]> {
    requireDone(await this.accounts.mayTo(actor.id, userId), userId);
    return this.sessions.list({ id: userId, username: '' }, undefined);
  }

  /** @throws AppError `FORBIDDEN`, `NOT_FOUND` */
  async endSession(actor: UserRef, userId: string, sessionId: string): Promise<void> {
    requireDone(await this.accounts.endSession(userId, actor.id, sessionId), userId);
    await this.revocations.announce({ userId, sessionIds: [sessionId] });
  }

  /** Nobody logs in with it any more, and every login of it ends at once, with those of bots of theirs; the first room is not left without an owner. @throws AppError `FORBIDDEN`, `NOT_FOUND` */
  async deactivate(actor: UserRef, userId: string): Promise<void> {
    if (userId === SYSTEM_USER.id) throw noSuchPerson();
    const { outcome, ended, validFrom } = await this.accounts.set(userId, actor.id, { isOpen: false });
    requireDone(outcome, userId);

    const before = validFrom?.getTime();
    if (before !== undefined) {
      this.events.announce(accountClosed, { userId });
      for (const each of ended)
        await this.revocations.announce(each.userId === userId ? { ...each, before } : each);
    }
    // Also where it was closed before: then this is tried again.
    const successor = await this.accounts.succeedInFirstRoom(actor.id);
    if (successor) this.announce(actor, successor);
  }

  /** It can be logged in with again; what has ended stays so. @throws AppError `FORBIDDEN`, `NOT_FOUND` */
  async reactivate(actor: UserRef, userId: string): Promise<void> {
    const { outcome } = await this.accounts.set(userId, actor.id, { isOpen: true });
    requireDone(outcome, userId);
    this.events.announce(accountClosed, { userId });
  }

  private announce(by: UserRef, { user, seq, at }: Successor): void {
    const role = ROLES.owner;
    const entry = { kind: 'member', what: 'role', seq, at, by, user, role } as const;
    this.events.announce(memberRoleChanged, { roomId: GENERAL_ID, user, role, entry });
  }
}

/** @throws AppError for what was not done */
export function requireDone(outcome: string, userId: string): void {
  if (outcome === 'forbidden')
    throw new AppError('FORBIDDEN', 'This is for those who are more on the server than that person.');
  if (outcome === 'no_user' || userId === SYSTEM_USER.id) throw noSuchPerson();
  if (outcome === 'no_session') throw new AppError('NOT_FOUND', 'There is no such login.');
}

function noSuchPerson(): AppError {
  return new AppError('NOT_FOUND', 'There is no such person.');
}
