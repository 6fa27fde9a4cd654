import { Injectable } from '@nestjs/common';
import type { SetupLinkBody, UserRef } from '@chatket/contract';
import { AuthMethods } from '../auth-methods.js';
import { Setup } from '../setup/setup.service.js';
import type { Visitor } from '../sessions/visitor.js';
import { OidcAccounts } from './oidc-accounts.js';
import { type Begun, OidcFlows } from './oidc-flow.js';
import type { OidcPerson } from './oidc-person.js';
import { notLetIn, OidcRules } from './oidc-rules.js';

/** A new server is set up by single sign-on: who opens its link is who the provider says they are. */
@Injectable()
export class OidcSetup {
  constructor(
    private readonly methods: AuthMethods,
    private readonly setup: Setup,
    private readonly flows: OidcFlows,
    private readonly rules: OidcRules,
    private readonly accounts: OidcAccounts,
  ) {}

  /**
   * The link stays good until somebody has come back.
   * @throws AppError `SETUP_LINK_INVALID`, `TOO_MANY_REQUESTS`, `OIDC_AWAY`; `NOT_FOUND` where there is no single sign-on
   */
  async begin({ token }: SetupLinkBody, site: string, visitor: Visitor): Promise<Begun> {
    this.methods.require('oidc');
    await this.setup.look({ token }, visitor);
    return this.flows.begin({ kind: 'setup', token }, { site, to: '/setup' }, visitor);
  }

  /**
   * The account of whoever has come back, which owns the server now. A new one where the provider knows none, whoever else
   * may make one.
   * @throws AppError `SETUP_LINK_INVALID`, `OIDC_NOT_ALLOWED`, `OIDC_TAKEN`, `ACCOUNT_DEACTIVATED`, `NAME_TAKEN`
   */
  own(token: string, person: OidcPerson): Promise<UserRef> {
    return this.setup.give(token, async (take) => {
      const decision = await this.rules.decide(person);
      switch (decision.rule) {
        case 'known':
          return this.accounts.use(decision.user, take);
        case 'address':
          return this.accounts.use(await this.accounts.linkByAddress(decision.user, person), take);
        case 'new':
          return this.accounts.make(person, take);
        case 'refused':
          if (decision.why !== 'OIDC_NO_ACCOUNT') throw notLetIn(decision.why);
          return this.accounts.make(person, take);
      }
    });
  }
}
