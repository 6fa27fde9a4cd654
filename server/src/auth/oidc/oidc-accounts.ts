import { Injectable } from '@nestjs/common';
import type { UserRef } from '@chatket/contract';
import { AppError } from '../../common/index.js';
import { ServerSettings } from '../../server-settings/index.js';
import { type Also, UsersService } from '../../users/index.js';
import { NoticeMails } from '../mail/notice-mails.js';
import { nameWith, type OidcPerson } from './oidc-person.js';
import { OidcRepository } from './oidc.repository.js';
import { taken } from './oidc-rules.js';

/** So many names are tried before the one is taken that nobody has. */
const NAMES_TRIED = 50;
const nothing: Also = () => Promise.resolve();

/** Accounts of whom the provider knows. Whether they may have one is asked before. */
@Injectable()
export class OidcAccounts {
  constructor(
    private readonly identities: OidcRepository,
    private readonly users: UsersService,
    private readonly settings: ServerSettings,
    private readonly notices: NoticeMails,
  ) {}

  /**
   * A new one, by the first of their names that is free.
   * @param also is done in the same transaction
   * @throws AppError `OIDC_TAKEN`, `NAME_TAKEN`; what `also` throws
   */
  async make(person: OidcPerson, also = nothing): Promise<UserRef> {
    for (const name of person.names) {
      for (let number = 1; number <= NAMES_TRIED; number += 1) {
        const username = nameWith(name, number);
        if (this.settings.isOfOwner(username)) continue;
        const made = await this.users.make(username, async (statements, user) => {
          if (!(await this.identities.add(statements, user.id, person, 'new'))) throw taken();
          await also(statements, user);
        });
        if (made) return made;
      }
    }
    throw new AppError('NAME_TAKEN', 'No name was free for this account.');
  }

  /** One that is there, for something that is done for it. @throws AppError `ACCOUNT_DEACTIVATED`: nothing is done then */
  async use(user: UserRef, also: Also): Promise<UserRef> {
    await this.identities.transaction(async (statements) => {
      await also(statements, user);
      if (!(await this.identities.isOpen(statements, user.id)))
        throw new AppError('ACCOUNT_DEACTIVATED', 'This account is deactivated.');
    });
    return user;
  }

  /** The account of their address is theirs, and its person is told. @throws AppError `OIDC_TAKEN` */
  async linkByAddress(user: UserRef, person: OidcPerson): Promise<UserRef> {
    const linked = await this.identities.link(user.id, person, 'address');
    if (linked === 'taken') throw taken();
    if (linked === 'linked') this.notices.changed(user, 'identity-linked');
    return user;
  }
}
