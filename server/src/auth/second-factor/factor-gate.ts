import { Injectable } from '@nestjs/common';
import type { LoginMethod, UserRef } from '@chatket/contract';
import { AppError } from '../../common/index.js';
import { ChallengeRepository } from '../challenges/challenge.repository.js';
import { TotpRepository } from './totp.repository.js';

export const FACTOR_CHALLENGE = 'factor';
const LIFE_SECONDS = 600;

/** A login that goes on when the second factor is proven. */
export interface HalfLogin {
  user: UserRef;
  method: LoginMethod;
  session?: 'cookie' | undefined;
  /** What its provider says of it, for single sign-on. */
  provider?: ProviderLogin | undefined;
}

/** A login that was proven at a provider. */
export interface ProviderLogin {
  sub: string;
  sid: string | undefined;
  /** When they last proved there who they are, in ms since the epoch. */
  authAt: number | undefined;
  /** By which it is ended there, sealed. */
  idToken: string | undefined;
}

export interface FactorChallengeData extends HalfLogin {
  /** How many codes were wrong. */
  failures: number;
}

/** Stands before every login, whatever it was proven by. */
@Injectable()
export class FactorGate {
  constructor(
    private readonly totps: TotpRepository,
    private readonly challenges: ChallengeRepository,
  ) {}

  async isOn(userId: string): Promise<boolean> {
    return (await this.totps.find(userId))?.isConfirmed === true;
  }

  /** @throws AppError `SECOND_FACTOR` for whoever has switched one on */
  async require({ user, method, session, provider }: HalfLogin): Promise<void> {
    if (!(await this.isOn(user.id))) return;
    const data = { user, method, session, provider, failures: 0 } satisfies FactorChallengeData;
    const challengeId = await this.challenges.begin(FACTOR_CHALLENGE, data, LIFE_SECONDS);
    throw new AppError('SECOND_FACTOR', 'The second factor of this account is asked for.', {
      challenge: { challengeId, methods: ['totp', 'recovery'] },
    });
  }
}
