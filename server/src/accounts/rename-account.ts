import { Injectable } from '@nestjs/common';
import { type Me, type UserRef } from '@chatket/contract';
import { Sessions } from '../auth/index.js';
import { AppError, Clock } from '../common/index.js';
import { ServerSettings } from '../server-settings/index.js';
import { PersonNames, ServerRoles } from '../users/index.js';
import { ownerByName } from './delete-account.js';
import { RenameRepository } from './rename.repository.js';

/** Gives whoever asks another name. Logins and connections go on; the old name is theirs for thirty days. */
@Injectable()
export class RenameAccount {
  constructor(
    private readonly names: RenameRepository,
    private readonly sessions: Sessions,
    private readonly roles: ServerRoles,
    private readonly people: PersonNames,
    private readonly settings: ServerSettings,
    private readonly clock: Clock,
  ) {}

  /**
   * @param sessionId of the login that asks
   * @throws AppError `FRESH_LOGIN`; `NAME_TAKEN` for one that somebody has, or had lately; `LIMIT_REACHED` after three in
   *   thirty days; `OWNER_BY_NAME` where the configuration makes them an owner by the name they have
   */
  async run(actor: UserRef, username: string, sessionId?: string): Promise<Me> {
    await this.sessions.requireFresh(actor, sessionId);
    const me = await this.roles.me(actor);
    if (username !== me.username && this.settings.isOfOwner(me.username)) throw ownerByName();
    if (username !== me.username && this.settings.isOfOwner(username)) throw nameTaken();
    const { outcome, again } = await this.names.rename(actor.id, username);
    if (outcome === 'taken') throw nameTaken();
    if (outcome === 'no_user') throw new AppError('UNAUTHENTICATED', 'This account is not there any more.');
    if (outcome === 'limit') {
      const retryAfterMs = Math.max(0, (again?.getTime() ?? 0) - this.clock.now());
      throw new AppError('LIMIT_REACHED', 'A name is changed three times in 30 days.', { retryAfterMs });
    }
    if (outcome === 'changed') await this.people.announce({ id: actor.id, username });
    return { ...me, username };
  }
}

function nameTaken(): AppError {
  return new AppError('NAME_TAKEN', 'This name is not free.');
}
