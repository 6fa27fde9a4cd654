import { Injectable } from '@nestjs/common';
import { type ErrorCode, type OidcTestResult, SERVER_ROLES, type UserRef } from '@chatket/contract';
import { AppError } from '../../common/index.js';
import { Config } from '../../config/index.js';
import { ServerSettings } from '../../server-settings/index.js';
import { ServerRoles } from '../../users/index.js';
import { ChallengeRepository } from '../challenges/challenge.repository.js';
import type { Visitor } from '../sessions/visitor.js';
import { type Begun, OidcFlows, OidcProblem } from './oidc-flow.js';
import type { Asking } from './my-oidc-identity.js';
import { readPerson } from './oidc-person.js';
import { OidcProvider } from './oidc-provider.js';
import { OidcRules } from './oidc-rules.js';

const KIND = 'oidc-test';
const KEPT_SECONDS = 600;
/** What is long is shown in part: a provider may say anything. */
const CLAIMS_MAX = 8_192;

/** What a test has found, and who may read it. */
interface Noted {
  userId: string;
  result: OidcTestResult;
}

/** A login by the provider that logs nobody in: those who run the server see what it says, and what would come of it. */
@Injectable()
export class OidcTest {
  constructor(
    private readonly config: Config,
    private readonly provider: OidcProvider,
    private readonly flows: OidcFlows,
    private readonly rules: OidcRules,
    private readonly roles: ServerRoles,
    private readonly settings: ServerSettings,
    private readonly challenges: ChallengeRepository,
  ) {}

  /** @throws AppError `FORBIDDEN`, `OIDC_AWAY`; `NOT_FOUND` where there is no single sign-on */
  async begin({ actor, sessionId }: Asking, site: string, visitor: Visitor): Promise<Begun> {
    await this.roles.require(actor, SERVER_ROLES.admin);
    const purpose = { kind: 'test', userId: actor.id, sessionId: sessionId ?? '' } as const;
    return this.flows.begin(purpose, { site, to: '/' }, visitor);
  }

  /** @returns the id of what came of it, which may be that nothing did */
  async note({ userId }: { userId: string }, ask: () => Promise<Record<string, unknown>>): Promise<string> {
    const result = await ask().then(
      (claims) => this.resultOf(claims),
      (error: unknown) => failed(error),
    );
    return this.challenges.begin(KIND, { userId, result } satisfies Noted, KEPT_SECONDS);
  }

  /** @throws AppError `FORBIDDEN`; `NOT_FOUND` for one of somebody else, or that is over */
  async read(actor: UserRef, id: string): Promise<OidcTestResult> {
    await this.roles.require(actor, SERVER_ROLES.admin);
    const noted = await this.challenges.look<Noted>(KIND, id);
    if (noted?.userId !== actor.id) throw new AppError('NOT_FOUND', 'There is no such test.');
    return noted.result;
  }

  private async resultOf(all: Record<string, unknown>): Promise<OidcTestResult> {
    const claims = shown(all);
    const groupsClaim = this.config.get('OIDC_GROUPS_CLAIM');
    const person = readPerson(all, { issuer: this.provider.issuer, groupsClaim });
    if (!person) return { claims, rule: 'refused', why: 'OIDC_FAILED' };
    const decision = await this.rules.decide(person);
    const serverRole = this.rules.roleOf(person);
    const result = { claims, rule: decision.rule, ...(serverRole !== undefined && { serverRole }) };
    switch (decision.rule) {
      case 'known':
      case 'address':
        return { ...result, username: decision.user.username };
      case 'refused':
        return { ...result, why: decision.why };
      case 'new': {
        const why = await this.settings.registrationProblem(person.address);
        return why === undefined
          ? { ...result, username: person.names[0] ?? '' }
          : { ...result, rule: 'refused', why };
      }
    }
  }
}

function failed(error: unknown): OidcTestResult {
  if (!(error instanceof AppError)) throw error;
  const why: ErrorCode = error.code;
  return { rule: 'refused', why, ...(error instanceof OidcProblem && { problem: error.reason }) };
}

function shown(claims: Record<string, unknown>): Record<string, unknown> {
  return JSON.stringify(claims).length <= CLAIMS_MAX
    ? claims
    : Object.fromEntries(Object.entries(claims).filter(([, value]) => JSON.stringify(value).length <= 200));
}
