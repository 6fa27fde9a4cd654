import { Injectable, Logger } from '@nestjs/common';
import { OIDC_RETURN, type UserRef } from '@chatket/contract';
import { AppError, seal, sealingKey, toAppError } from '../../common/index.js';
import { Config } from '../../config/index.js';
import { ServerSettings } from '../../server-settings/index.js';
import { UsersService } from '../../users/index.js';
import { AuthMethods } from '../auth-methods.js';
import { FactorGate } from '../second-factor/factor-gate.js';
import { Sessions } from '../sessions/sessions.service.js';
import type { Visitor } from '../sessions/visitor.js';
import type { OidcFlow } from './flow-cookie.js';
import { MyOidcIdentity } from './my-oidc-identity.js';
import { OidcAccounts } from './oidc-accounts.js';
import { type Begun, OidcFlows, OidcProblem, type Said } from './oidc-flow.js';
import { type OidcPerson, readPerson } from './oidc-person.js';
import { OidcProvider } from './oidc-provider.js';
import { OidcRepository } from './oidc.repository.js';
import { notLetIn, OidcRules } from './oidc-rules.js';
import { OidcSetup } from './oidc-setup.js';
import { OidcTest } from './oidc-test.js';

/** Where a browser that came back goes on, and with which cookies. */
export interface Return {
  to: string;
  cookies: string[];
}

export const ID_TOKEN_SEALED_AS = 'oidc id token';
/** A provider that says more of somebody than this is told of no logout. */
const ID_TOKEN_MAX = 8_192;

/** Logging in by the provider of single sign-on. */
@Injectable()
export class OidcLogin {
  private readonly logger = new Logger('SingleSignOn');
  private readonly key: Buffer;

  constructor(
    private readonly config: Config,
    private readonly methods: AuthMethods,
    private readonly provider: OidcProvider,
    private readonly flows: OidcFlows,
    private readonly rules: OidcRules,
    private readonly identities: OidcRepository,
    private readonly accounts: OidcAccounts,
    private readonly setup: OidcSetup,
    private readonly mine: MyOidcIdentity,
    private readonly tests: OidcTest,
    private readonly users: UsersService,
    private readonly settings: ServerSettings,
    private readonly sessions: Sessions,
    private readonly factors: FactorGate,
  ) {
    this.key = sealingKey(config.get('JWT_SECRET'));
  }

  /**
   * @returns where the browser goes; where that cannot be, back to the login page, which says why
   * @throws AppError `NOT_FOUND` where there is no single sign-on
   */
  async begin(
    asked: { site: string; to: string | undefined; isFresh: boolean },
    visitor: Visitor,
  ): Promise<Return> {
    this.methods.require('oidc');
    const to = placeOf(asked.to);
    try {
      const { url, cookie }: Begun = await this.flows.begin({ kind: 'login' }, { ...asked, to }, visitor);
      return { to: url, cookies: [cookie] };
    } catch (error) {
      return { to: toLogin(to, codeOf(error)), cookies: [] };
    }
  }

  /**
   * A browser comes back from the provider.
   * @param site where this server is, as the browser has it
   * @param query with which it comes
   * @throws AppError `NOT_FOUND` where there is no single sign-on
   */
  async comeBack(site: string, query: string, visitor: Visitor): Promise<Return> {
    this.methods.require('oidc');
    let flow: OidcFlow | undefined;
    try {
      flow = await this.flows.read(visitor);
      if (!flow) throw new OidcProblem('nothing was begun in this browser, or it took too long');
      const { to, cookies } = await this.goOn(flow, query, { ...visitor, isHttps: isHttps(flow.site) });
      return { to, cookies: [...cookies, this.flows.clear(flow.site)] };
    } catch (error) {
      return { to: backTo(flow, codeOf(error)), cookies: [this.flows.clear(flow?.site ?? site)] };
    }
  }

  private async goOn(flow: OidcFlow, query: string, visitor: Visitor): Promise<Return> {
    if (flow.kind === 'test') {
      const id = await this.tests.note(flow, async () => (await this.flows.finish(flow, query)).claims);
      return { to: `/server#oidc=${OIDC_RETURN.test}${id}`, cookies: [] };
    }
    const said = await this.flows.finish(flow, query);
    const person = this.personIn(said);
    if (flow.kind === 'link') {
      await this.mine.link(flow, person);
      return { to: `/#oidc=${OIDC_RETURN.linked}`, cookies: [] };
    }
    if (flow.kind === 'setup') {
      const user = await this.setup.own(flow.token, person);
      return {
        to: `/setup#oidc=${OIDC_RETURN.done}`,
        cookies: await this.logIn(user, { person, said }, visitor),
      };
    }
    const user = await this.accountOf(person, flow.to);
    if (flow.isFresh) await this.requireProof(user, person);
    const cookies = await this.logIn(user, { person, said }, visitor);
    return { to: toLogin(flow.to, OIDC_RETURN.done), cookies };
  }

  private personIn({ claims }: Said): OidcPerson {
    const groupsClaim = this.config.get('OIDC_GROUPS_CLAIM');
    const person = readPerson(claims, { issuer: this.provider.issuer, groupsClaim });
    if (!person) throw new OidcProblem('the provider says nobody that can be kept');
    return person;
  }

  private async logIn(
    found: UserRef,
    { person, said }: { person: OidcPerson; said: Said },
    visitor: Visitor,
  ): Promise<string[]> {
    await this.identities.use(person);
    await this.giveRole(person);
    // What is done at every login, such as noting who runs the server.
    const user = await this.users.ensure(found.username);
    const { sub, sid, authAt } = person;
    const provider = { sub, sid, authAt, idToken: this.sealed(said.idToken) };
    const started = await this.sessions.begin({ user, method: 'oidc', session: 'cookie', provider }, visitor);
    return [started.cookie, started.deviceCookie].filter((cookie) => cookie !== undefined);
  }

  /** For who wants to have proven anew who they are: where the provider does not tell, their second factor does. */
  private async requireProof({ id }: UserRef, { authAt }: OidcPerson): Promise<void> {
    if (authAt === undefined && !(await this.factors.isOn(id)))
      throw new AppError(
        'OIDC_NOT_FRESH',
        'The provider does not tell when somebody has proven who they are.',
      );
  }

  private async accountOf(person: OidcPerson, to: string): Promise<UserRef> {
    const decision = await this.rules.decide(person);
    switch (decision.rule) {
      case 'known':
        return decision.user;
      case 'address':
        return this.accounts.linkByAddress(decision.user, person);
      case 'new':
        await this.settings.requireMayRegister({ invite: inviteIn(to), address: person.address });
        return this.accounts.make(person);
      case 'refused':
        throw notLetIn(decision.why);
    }
  }

  private async giveRole(person: OidcPerson): Promise<void> {
    const role = this.rules.roleOf(person);
    if (role === undefined) return;
    if ((await this.identities.giveRole(person, role)) === 'last_owner')
      this.logger.warn('the last owner of the server stays one, though no group of the provider says so');
  }

  private sealed(idToken: string): string | undefined {
    if (idToken === '' || idToken.length > ID_TOKEN_MAX) return undefined;
    return seal(this.key, ID_TOKEN_SEALED_AS, idToken).toString('base64');
  }
}

/** A place inside the client: whatever else is asked for, it is the first one. */
export function placeOf(to = '/'): string {
  const isPlace = /^\/(?![/\\])[\x21-\x7e]{0,500}$/.test(to) && !to.includes('\\');
  return isPlace && new URL(to, 'http://here.invalid').host === 'here.invalid' ? to : '/';
}

function toLogin(to = '/', outcome: string): string {
  const next = to === '/' ? '' : `?next=${encodeURIComponent(to)}`;
  return `/login${next}#oidc=${outcome}`;
}

/** Where a flow goes on that has failed. Whoever sets the server up may try their link again. */
function backTo(flow: OidcFlow | undefined, outcome: string): string {
  switch (flow?.kind) {
    case 'setup':
      // The link is used up where a second factor is asked for.
      return outcome.startsWith(OIDC_RETURN.factor)
        ? toLogin('/server', outcome)
        : `/setup#${flow.token}&oidc=${outcome}`;
    case 'link':
    case 'test':
      return `/#oidc=${outcome}`;
    default:
      return toLogin(flow?.to, outcome);
  }
}

/** What goes behind the #. What nobody expected rises to the door, which logs it. */
function codeOf(error: unknown): string {
  const { code, details } = toAppError(error);
  if (code === 'INTERNAL') throw error;
  const { challenge } = details;
  return challenge === undefined ? code : `${OIDC_RETURN.factor}${challenge.challengeId}`;
}

function inviteIn(to: string): string | undefined {
  return /^\/invite\/([\w-]{1,64})$/.exec(to)?.[1];
}

function isHttps(site: string): boolean {
  return site.startsWith('https:');
}
