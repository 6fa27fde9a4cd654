import { Injectable, Logger } from '@nestjs/common';
import type { PasskeyChallenge, PasskeyLoginBody } from '@chatket/contract';
import { AppError, networkOf } from '../../common/index.js';
import { Config } from '../../config/index.js';
import { UsersService } from '../../users/index.js';
import { AuthMethods } from '../auth-methods.js';
import { ChallengeRepository } from '../challenges/challenge.repository.js';
import { LoginThrottle } from '../codes/login-throttle.js';
import { Sessions, type Started } from '../sessions/sessions.service.js';
import type { Visitor } from '../sessions/visitor.js';
import { type Throttle, Throttles } from '../throttle.js';
import { type KeptPasskey, PasskeyRepository } from './passkey.repository.js';
import { RelyingParties } from './relying-party.js';
import { ANSWER_SECONDS, type Asked, askForOne, readShown } from './web-authn.js';

const KIND = 'passkey';
/** Every login page asks when it is opened, and while it stays open: more often than people type codes. */
const ASKED_PER_NETWORK = 600;

/** Logging in with a passkey, without a name: it is something one has and something one knows or is, so both factors. */
@Injectable()
export class PasskeyLogin {
  private readonly logger = new Logger('Passkeys');
  private readonly asked: Throttle;

  constructor(
    private readonly methods: AuthMethods,
    private readonly sites: RelyingParties,
    private readonly passkeys: PasskeyRepository,
    private readonly challenges: ChallengeRepository,
    private readonly throttle: LoginThrottle,
    private readonly users: UsersService,
    private readonly sessions: Sessions,
    config: Config,
    throttles: Throttles,
  ) {
    const windowMs = config.get('AUTH_WINDOW_MS');
    this.asked = throttles.create({ name: 'passkeys-asked', limit: ASKED_PER_NETWORK, windowMs });
  }

  /** What a browser is to show. @throws AppError `ORIGIN_NOT_ALLOWED`, `TOO_MANY_REQUESTS`; `NOT_FOUND` where nobody has one */
  async begin(visitor: Visitor): Promise<PasskeyChallenge> {
    this.methods.require('passkey');
    const site = this.sites.of(visitor);
    await this.asked.take(networkOf(visitor.ip));
    const options = await askForOne(site);
    const asked = { site, challenge: options.challenge } satisfies Asked;
    const challengeId = await this.challenges.begin(KIND, asked, ANSWER_SECONDS);
    return { challengeId, options, forMs: ANSWER_SECONDS * 1_000 };
  }

  /**
   * @throws AppError `INVALID_PASSKEY` for one that nobody has, that does not fit, or is a copy: never which of these;
   *   `UNAUTHENTICATED` when the login has to begin anew; `ACCOUNT_DEACTIVATED`, `TOO_MANY_REQUESTS`, `ORIGIN_NOT_ALLOWED`
   */
  async logIn({ challengeId, credential, session }: PasskeyLoginBody, visitor: Visitor): Promise<Started> {
    this.methods.require('passkey');
    const keep = session && { session };
    this.sessions.requireMayKeep(visitor, { ...keep });
    await this.throttle.admitVerify(credential.id, { ip: visitor.ip });
    const asked = await this.challenges.take<Asked>(KIND, challengeId);
    if (!asked) throw new AppError('UNAUTHENTICATED', 'This took too long. Log in again.');
    const kept = await this.passkeys.find(credential.id);
    if (!kept) throw doesNotFit();
    await this.prove(asked.data, credential, kept);
    // What is done at every login, such as noting who runs the server.
    const user = await this.users.ensure(kept.user.username);
    return this.sessions.beginProven({ user, method: 'passkey', ...keep }, visitor);
  }

  private async prove(
    asked: Asked,
    credential: PasskeyLoginBody['credential'],
    kept: KeptPasskey,
  ): Promise<void> {
    const state = await readShown(asked, credential, kept);
    if (!state) throw doesNotFit();
    if (await this.passkeys.use(kept.id, state)) return;
    this.logger.warn({ userId: kept.user.id, passkeyId: kept.id }, 'a passkey counts less than before');
    throw doesNotFit();
  }
}

function doesNotFit(): AppError {
  return new AppError('INVALID_PASSKEY', 'This passkey does not open an account here.');
}
