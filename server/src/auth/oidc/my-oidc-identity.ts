import { Injectable } from '@nestjs/common';
import type { MyOidc, UserRef } from '@chatket/contract';
import { AppError } from '../../common/index.js';
import { Config } from '../../config/index.js';
import { AuthMethods } from '../auth-methods.js';
import { NoticeMails } from '../mail/notice-mails.js';
import { Sessions } from '../sessions/sessions.service.js';
import type { Visitor } from '../sessions/visitor.js';
import { type Begun, OidcFlows } from './oidc-flow.js';
import type { OidcPerson } from './oidc-person.js';
import { OidcProvider } from './oidc-provider.js';
import { OidcRepository } from './oidc.repository.js';
import { OidcRules, taken } from './oidc-rules.js';

/** The login of a person who asks. */
export interface Asking {
  actor: UserRef;
  sessionId: string | undefined;
}

/** Whether the provider of single sign-on knows an account: made so, and ended, within minutes of a login. */
@Injectable()
export class MyOidcIdentity {
  constructor(
    private readonly config: Config,
    private readonly methods: AuthMethods,
    private readonly provider: OidcProvider,
    private readonly flows: OidcFlows,
    private readonly rules: OidcRules,
    private readonly identities: OidcRepository,
    private readonly sessions: Sessions,
    private readonly notices: NoticeMails,
  ) {}

  /** @throws AppError `NOT_FOUND` where there is no single sign-on */
  async read({ id }: UserRef): Promise<MyOidc> {
    this.methods.require('oidc');
    const kept = await this.identities.ofUser(id, this.provider.issuer);
    const { label = null, createdAt = null, usedAt = null } = kept ?? {};
    return { name: this.config.get('OIDC_NAME'), label, createdAt, usedAt };
  }

  /** @throws AppError `FRESH_LOGIN`, `OIDC_AWAY`; `CONFLICT` where the provider knows the account already */
  async begin({ actor, sessionId }: Asking, site: string, visitor: Visitor): Promise<Begun> {
    this.methods.require('oidc');
    await this.sessions.requireFresh(actor, sessionId);
    if (await this.identities.ofUser(actor.id, this.provider.issuer))
      throw new AppError('CONFLICT', 'The provider knows this account already.');
    const purpose = { kind: 'link', userId: actor.id, sessionId: sessionId ?? '' } as const;
    return this.flows.begin(purpose, { site, to: '/' }, visitor);
  }

  /**
   * Whoever began comes back: the login by which they began has to count still.
   * @throws AppError `FRESH_LOGIN`, `OIDC_TAKEN`, `OIDC_NOT_ALLOWED`
   */
  async link(
    { userId, sessionId }: { userId: string; sessionId: string },
    person: OidcPerson,
  ): Promise<void> {
    const user = { id: userId, username: '' };
    await this.sessions.requireFresh(user, sessionId);
    if (!this.rules.mayEnter(person))
      throw new AppError('OIDC_NOT_ALLOWED', 'The provider does not let this account in here.');
    const linked = await this.identities.link(userId, person, 'settings');
    if (linked === 'taken') throw taken();
    if (linked === 'linked') this.notices.changed(user, 'identity-linked');
  }

  /** Twice is once. @throws AppError `LAST_WAY_IN` for who has no other way to log in; `FRESH_LOGIN` */
  async unlink({ actor, sessionId }: Asking): Promise<void> {
    this.methods.require('oidc');
    await this.sessions.requireFresh(actor, sessionId);
    const removed = await this.identities.unlink(actor.id, this.provider.issuer, {
      hasCodes: this.methods.has('code'),
      hasPasswords: this.methods.has('password'),
      hasPasskeys: this.methods.has('passkey'),
    });
    if (removed === 'last')
      throw new AppError('LAST_WAY_IN', 'There is no other way to log in to this account.');
    if (removed === 'removed') this.notices.changed(actor, 'identity-unlinked');
  }
}
