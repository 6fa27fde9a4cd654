import { Injectable } from '@nestjs/common';
import type { ErrorCode, OidcRule, UserRef } from '@chatket/contract';
import { AppError } from '../../common/index.js';
import { Config } from '../../config/index.js';
import { UserEmailRepository } from '../mail/user-email.repository.js';
import type { OidcPerson } from './oidc-person.js';
import { OidcRepository } from './oidc.repository.js';

/** What comes of somebody whom the provider knows. */
export type OidcDecision =
  | { rule: Extract<OidcRule, 'known' | 'address'>; user: UserRef }
  | { rule: Extract<OidcRule, 'new'> }
  | { rule: Extract<OidcRule, 'refused'>; why: ErrorCode };

/** By which rule a login of the provider leads to an account. Never by a name, nor by an address that it has not verified. */
@Injectable()
export class OidcRules {
  constructor(
    private readonly config: Config,
    private readonly identities: OidcRepository,
    private readonly emails: UserEmailRepository,
  ) {}

  async decide(person: OidcPerson): Promise<OidcDecision> {
    if (!this.mayEnter(person)) return { rule: 'refused', why: 'OIDC_NOT_ALLOWED' };
    const known = await this.identities.find(person);
    if (known) return { rule: 'known', user: known };
    const owner = await this.ownerOfAddress(person);
    if (owner) {
      // Whom the provider knows as somebody else is not given away.
      const other = await this.identities.ofUser(owner.id, person.issuer);
      return other ? { rule: 'refused', why: 'OIDC_TAKEN' } : { rule: 'address', user: owner };
    }
    return this.config.get('OIDC_AUTO_CREATE') === 'on'
      ? { rule: 'new' }
      : { rule: 'refused', why: 'OIDC_NO_ACCOUNT' };
  }

  /** Whether somebody is in the group, and has an address of the domains, that are wanted. */
  mayEnter({ groups, address }: OidcPerson): boolean {
    const group = this.config.get('OIDC_REQUIRED_GROUP');
    const domains = this.config.get('OIDC_DOMAINS');
    const domain = address?.slice(address.lastIndexOf('@') + 1);
    return (
      (group === undefined || groups.includes(group)) &&
      (domains.length === 0 || (domain !== undefined && domains.includes(domain)))
    );
  }

  /** What groups make of somebody on the server; undefined where groups decide nothing. */
  roleOf({ groups }: OidcPerson): number | undefined {
    const map = this.config.get('OIDC_ROLE_MAP');
    if (map.length === 0) return undefined;
    return Math.max(0, ...map.filter(({ group }) => groups.includes(group)).map(({ role }) => role));
  }

  private async ownerOfAddress({ address }: OidcPerson): Promise<UserRef | undefined> {
    if (this.config.get('OIDC_LINK_BY_EMAIL') !== 'on' || address === undefined) return undefined;
    return this.emails.userOf(address);
  }
}

export function taken(): AppError {
  return new AppError('OIDC_TAKEN', 'The provider knows another account here, or this one as somebody else.');
}

export function notLetIn(why: ErrorCode): AppError {
  return new AppError(why, 'This login of the provider leads to no account here.');
}
