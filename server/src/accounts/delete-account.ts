import { Injectable } from '@nestjs/common';
import { type DeleteAccountBody, normalizeUsername, type UserRef } from '@chatket/contract';
import { Revocations, Sessions } from '../auth/index.js';
import { AppError, validationError } from '../common/index.js';
import { Jobs } from '../jobs/index.js';
import { ServerSettings } from '../server-settings/index.js';
import { PersonNames } from '../users/index.js';
import { FINISH_DELETION, termsOf } from './deletion-job.js';
import { type Deleted, DeletionRepository } from './deletion.repository.js';

/** So long every process has to learn of it before rooms are left. */
const TOLD_WITHIN_MS = 2_000;

/**
 * Deletes the account of whoever asks. What is only theirs is gone with the answer, and so are their logins in every
 * process; rooms are left, and messages deleted, by a job behind it.
 */
@Injectable()
export class DeleteAccount {
  constructor(
    private readonly deletions: DeletionRepository,
    private readonly sessions: Sessions,
    private readonly revocations: Revocations,
    private readonly names: PersonNames,
    private readonly settings: ServerSettings,
    private readonly jobs: Jobs,
  ) {}

  /**
   * @param sessionId of the login that asks
   * @throws AppError `FRESH_LOGIN`; `VALIDATION` for another name than theirs; `ROOMS_NEED_OWNER` with those that somebody
   *   else has to own first; `LAST_OWNER` of the server; `OWNER_BY_NAME` where the configuration makes them one
   */
  async run(actor: UserRef, { username, removeMessages = false }: DeleteAccountBody, sessionId?: string) {
    await this.sessions.requireFresh(actor, sessionId);
    if (normalizeUsername(username) !== actor.username)
      throw validationError([{ field: 'username', message: 'is not the name of this account' }]);
    if (this.settings.isOfOwner(actor.username)) throw ownerByName();
    await this.jobs.ready();
    const { id: userId } = actor;
    const done = await this.deletions.transaction(async (statements) => {
      const deleted = await this.deletions.delete(statements, userId, removeMessages);
      if (deleted.outcome === 'deleted')
        await this.jobs.put(
          statements,
          FINISH_DELETION,
          { userId },
          { ...termsOf(userId), at: behind(deleted) },
        );
      return deleted;
    });
    requireDone(done);
    const before = done.validFrom?.getTime();
    const others = (done.ended ?? []).filter((each) => each.userId !== userId);
    const own = (done.ended ?? []).find((each) => each.userId === userId)?.sessionIds ?? [];
    await this.revocations.announce({ userId, sessionIds: own, before });
    for (const ending of others) await this.revocations.announce(ending);
    if (done.name !== null) await this.names.announce({ id: userId, username: done.name });
  }
}

/** Who shares a room with them is read, and told of the new name, before they leave. */
function behind({ validFrom }: Deleted): Date {
  return new Date((validFrom?.getTime() ?? 0) + TOLD_WITHIN_MS);
}

/** Whoever has such a name would be an owner of the server, so it is not given up while the configuration says so. */
export function ownerByName(): AppError {
  return new AppError('OWNER_BY_NAME', 'SERVER_OWNERS names this account: that has to be changed first.');
}

function requireDone({ outcome, rooms }: Deleted): void {
  if (outcome === 'no_user') throw new AppError('UNAUTHENTICATED', 'This account is not there any more.');
  if (outcome === 'last_owner')
    throw new AppError('LAST_OWNER', 'Make somebody else an owner of the server first.');
  if (outcome === 'rooms')
    throw new AppError('ROOMS_NEED_OWNER', 'Some rooms need another owner first.', { rooms: rooms ?? [] });
}
