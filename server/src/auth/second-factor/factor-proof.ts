import { Injectable } from '@nestjs/common';
import type { UserRef } from '@chatket/contract';
import { generateSecret, generateURI, verify } from 'otplib';
import { AppError, Clock, open, seal, sealingKey } from '../../common/index.js';
import { Config } from '../../config/index.js';
import type { Budget } from '../budget.js';
import { LoginTriesRepository } from '../login-tries.repository.js';
import { hashOfRecoveryCode } from './recovery-codes.js';
import { TotpRepository } from './totp.repository.js';

const ISSUER = 'ChatKet';
const DIGITS = 6;
/** The code before and the next one count too: clocks differ, and people are slow. */
const TOLERANCE_SECONDS = 30;

/** Whether a code is one of somebody's second factor. */
@Injectable()
export class FactorProof {
  private readonly sealingKey: Buffer;

  constructor(
    private readonly totps: TotpRepository,
    private readonly tries: LoginTriesRepository,
    private readonly clock: Clock,
    config: Config,
  ) {
    this.sealingKey = sealingKey(config.get('JWT_SECRET'));
  }

  /** A secret for an authenticator app, as it reads it and as it is kept. */
  make({ id, username }: UserRef): { secret: string; uri: string; sealed: Buffer } {
    const secret = generateSecret();
    const uri = generateURI({ issuer: ISSUER, label: username, secret });
    return { secret, uri, sealed: seal(this.sealingKey, nameFor(id), secret) };
  }

  /** Whether somebody has had half of the failures of the day. */
  isSuspect(userId: string): Promise<boolean> {
    return this.tries.isHalfUsed(keyFor(userId));
  }

  /**
   * Uses the code up.
   * @param budget in which a failure counts, if not in that of everybody
   * @throws AppError `INVALID_CODE`, `TOO_MANY_ATTEMPTS`
   */
  require(userId: string, typed: string, budget?: Budget): Promise<void> {
    return this.check(userId, typed, { key: keyFor(userId), budget });
  }

  /** The same for who is logged in: what strangers fail at does not count there. @throws AppError as `require` */
  requireOfActor(userId: string, typed: string): Promise<void> {
    return this.check(userId, typed, { key: `my-factor:${userId}` });
  }

  private async check(
    userId: string,
    typed: string,
    { key, budget }: { key: string; budget?: Budget | undefined },
  ): Promise<void> {
    await this.tries.take(key, budget);
    if (!(await this.isRight(userId, typed))) throw new AppError('INVALID_CODE', 'This code does not fit.');
    await this.tries.takeBack(key, budget);
  }

  private async isRight(userId: string, typed: string): Promise<boolean> {
    const digits = digitsOf(typed);
    if (digits === undefined) return this.totps.useRecovery(userId, hashOfRecoveryCode(userId, typed));
    const kept = await this.totps.find(userId);
    // Sealed with an earlier secret of the server, it is lost: recovery codes still count.
    const secret = kept && open(this.sealingKey, nameFor(userId), kept.sealed);
    if (secret === undefined) return false;
    const epoch = Math.floor(this.clock.now() / 1_000);
    const result = await verify({ secret, token: digits, epoch, epochTolerance: TOLERANCE_SECONDS });
    return result.valid && 'timeStep' in result && this.totps.useStep(userId, result.timeStep);
  }
}

function keyFor(userId: string): string {
  return `factor:${userId}`;
}

function nameFor(userId: string): string {
  return `totp ${userId}`;
}

/** Of a code of an app; undefined for anything else. */
function digitsOf(typed: string): string | undefined {
  const text = typed.normalize('NFKC').replaceAll(' ', '');
  return text.length === DIGITS && [...text].every((letter) => letter >= '0' && letter <= '9')
    ? text
    : undefined;
}
