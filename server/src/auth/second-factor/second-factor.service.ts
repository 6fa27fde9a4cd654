import { Injectable } from '@nestjs/common';
import type {
  NewSecondFactor,
  RecoveryCodes,
  SecondFactorBody,
  SecondFactorState,
  UserRef,
} from '@chatket/contract';
import { toString } from 'qrcode';
import { AppError } from '../../common/index.js';
import { type Challenge, ChallengeRepository } from '../challenges/challenge.repository.js';
import { LoginThrottle } from '../codes/login-throttle.js';
import { KnownDevices } from '../devices/known-devices.js';
import { NoticeMails } from '../mail/notice-mails.js';
import { Sessions, type Started } from '../sessions/sessions.service.js';
import type { Visitor } from '../sessions/visitor.js';
import { FACTOR_CHALLENGE, type FactorChallengeData } from './factor-gate.js';
import { FactorProof } from './factor-proof.js';
import { hashOfRecoveryCode, newRecoveryCodes } from './recovery-codes.js';
import { TotpRepository } from './totp.repository.js';

const MAX_FAILURES = 5;

/** What somebody shows beside what they log in with, if they have chosen so. */
@Injectable()
export class SecondFactors {
  constructor(
    private readonly totps: TotpRepository,
    private readonly challenges: ChallengeRepository,
    private readonly proof: FactorProof,
    private readonly throttle: LoginThrottle,
    private readonly devices: KnownDevices,
    private readonly sessions: Sessions,
    private readonly notices: NoticeMails,
  ) {}

  /**
   * The second half of a login. A wrong code may be followed by another one, a few times.
   * @throws AppError `INVALID_CODE`; `UNAUTHENTICATED` when the login has to begin anew; `TOO_MANY_ATTEMPTS`,
   *   `TOO_MANY_REQUESTS`, `PROOF_NEEDED`, `ORIGIN_NOT_ALLOWED`
   */
  async goOn({ challengeId, code }: SecondFactorBody, visitor: Visitor): Promise<Started> {
    const waiting = await this.challenges.look<FactorChallengeData>(FACTOR_CHALLENGE, challengeId);
    const budget = await this.throttle.admitVerify(
      challengeId,
      visitor,
      waiting && {
        device: await this.devices.ofUser(waiting.user.id, visitor),
        isSuspect: () => this.proof.isSuspect(waiting.user.id),
      },
    );
    const challenge = await this.challenges.take<FactorChallengeData>(FACTOR_CHALLENGE, challengeId);
    if (!challenge) throw new AppError('UNAUTHENTICATED', 'This took too long. Log in again.');
    const { user, method, session, provider } = challenge.data;
    try {
      this.sessions.requireMayKeep(visitor, { ...(session && { session }) });
      await this.proof.require(user.id, code, budget);
    } catch (error) {
      await this.allowAnother(challenge);
      throw error;
    }
    return this.sessions.beginProven(
      { user, method, provider, ...(provider && { isProvenNow: true }), ...(session && { session }) },
      visitor,
    );
  }

  async state({ id }: UserRef): Promise<SecondFactorState> {
    const totp = await this.totps.find(id);
    const isOn = totp?.isConfirmed === true;
    return { isOn, recoveryLeft: isOn ? await this.totps.recoveryLeft(id) : 0 };
  }

  /** @throws AppError `FRESH_LOGIN`; `CONFLICT` where there is one already */
  async begin(actor: UserRef, sessionId: string | undefined): Promise<NewSecondFactor> {
    await this.sessions.requireFresh(actor, sessionId);
    const { secret, uri, sealed } = this.proof.make(actor);
    if (!(await this.totps.begin(actor.id, sealed))) throw isOnAlready();
    const svg = await toString(uri, { type: 'svg', margin: 2 });
    return { secret, qr: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}` };
  }

  /** Switches it on. @throws AppError `INVALID_CODE`, `TOO_MANY_ATTEMPTS`; `CONFLICT` where it is on already */
  async confirm(actor: UserRef, code: string): Promise<RecoveryCodes> {
    const { id } = actor;
    const totp = await this.totps.find(id);
    if (totp?.isConfirmed === true) throw isOnAlready();
    await this.proof.requireOfActor(id, code);
    const recoveryCodes = newRecoveryCodes();
    const hashes = recoveryCodes.map((each) => hashOfRecoveryCode(id, each));
    if (!(await this.totps.confirm(id, hashes))) throw isOnAlready();
    this.notices.changed(actor, 'factor-on');
    return { recoveryCodes };
  }

  /** Switches it off. Twice is once. @throws AppError `INVALID_CODE`, `TOO_MANY_ATTEMPTS` */
  async remove(actor: UserRef, code: string): Promise<void> {
    const { id } = actor;
    const totp = await this.totps.find(id);
    if (!totp) return;
    if (totp.isConfirmed) await this.proof.requireOfActor(id, code);
    await this.totps.remove(id);
    if (totp.isConfirmed) this.notices.changed(actor, 'factor-off');
  }

  private async allowAnother(challenge: Challenge<FactorChallengeData>): Promise<void> {
    const failures = challenge.data.failures + 1;
    if (failures < MAX_FAILURES)
      await this.challenges.putBack({ ...challenge, data: { ...challenge.data, failures } });
  }
}

function isOnAlready(): AppError {
  return new AppError('CONFLICT', 'The second factor is on already.');
}
