import { Injectable } from '@nestjs/common';
import { PROOF_ALGORITHM } from '@chatket/contract';
import { AppError, networkOf } from '../../common/index.js';
import { Config } from '../../config/index.js';
import type { Budget } from '../budget.js';
import { LoginChallenge } from '../proof/login-challenge.js';
import { type Throttle, Throttles } from '../throttle.js';

/** Where a try comes from, as far as it counts here. */
export interface TriedFrom {
  ip: string;
  /** What a client says of proofs: an algorithm that it can do, or a proof. */
  proof?: string;
}

/** What else is known of a try. */
export interface TriedBy {
  /** The id of a browser that has logged the account in before. */
  device?: string | undefined;
  /** Whether the account has had many failures today. */
  isSuspect?: () => Promise<boolean>;
}

interface Pair {
  perIp: Throttle;
  perAccount: Throttle;
}

/** The throttles of one thing that is done: by whoever, with a proof, and by a browser that is known. */
interface Throttled {
  plain: Pair;
  proven: Pair;
  perDevice: Throttle;
}

const NOTHING: TriedBy = {};

/** How often an address and an account may ask for codes and try them, and from when on that costs work. */
@Injectable()
export class LoginThrottle {
  private readonly requests: Throttled;
  private readonly verifies: Throttled;

  constructor(
    config: Config,
    throttles: Throttles,
    private readonly challenge: LoginChallenge,
  ) {
    const windowMs = config.get('AUTH_WINDOW_MS');
    const throttled = (what: string, ip: number, account: number): Throttled => {
      const create = (name: string, limit: number) =>
        throttles.create({ name: `login-${what}-${name}`, limit, windowMs });
      return {
        plain: { perIp: create('ip', ip), perAccount: create('account', account) },
        proven: { perIp: create('proven-ip', ip), perAccount: create('proven-account', account) },
        perDevice: create('device', account),
      };
    };
    this.requests = throttled(
      'requests',
      config.get('AUTH_REQUESTS_PER_IP'),
      config.get('AUTH_REQUESTS_PER_ACCOUNT'),
    );
    this.verifies = throttled(
      'verifies',
      config.get('AUTH_VERIFIES_PER_IP'),
      config.get('AUTH_VERIFIES_PER_ACCOUNT'),
    );
  }

  /** @throws AppError `TOO_MANY_REQUESTS`; `PROOF_NEEDED` for a client that can bring one */
  async admitRequest(account: string, from: TriedFrom, by = NOTHING): Promise<void> {
    await this.admit(this.requests, `request ${account}`, account, from, by);
  }

  /** A link that is worth a login: it counts as a code that is tried. @throws AppError `TOO_MANY_REQUESTS` */
  async admitLink(ip: string): Promise<void> {
    await this.verifies.plain.perIp.take(networkOf(ip));
  }

  /**
   * @returns within which budget its failure counts, if that is one of its own
   * @throws AppError `TOO_MANY_REQUESTS`; `PROOF_NEEDED` for a client that can bring one
   */
  admitVerify(account: string, from: TriedFrom, by = NOTHING): Promise<Budget | undefined> {
    return this.admit(this.verifies, `verify ${account}`, account, from, by);
  }

  private async admit(
    { plain, proven, perDevice }: Throttled,
    subject: string,
    account: string,
    { ip, proof = '' }: TriedFrom,
    { device, isSuspect }: TriedBy,
  ): Promise<Budget | undefined> {
    if (device !== undefined) {
      await perDevice.take(`${account} ${device}`);
      return { kind: 'device', of: device };
    }
    const network = networkOf(ip);
    const take = async ({ perIp, perAccount }: Pair) => {
      await perIp.take(network);
      await perAccount.take(account);
    };
    if (proof.includes(':') && this.challenge.isFor(PROOF_ALGORITHM)) {
      if (!(await this.challenge.take(proof, subject))) throw this.proofNeeded(subject);
      await take(proven);
      return { kind: 'proof', of: '' };
    }
    // Of a client that says nothing of proofs none is asked: for it the limits are what they are.
    if (this.challenge.isFor(proof)) {
      const isMuch =
        (await plain.perIp.isHalfUsed(network)) ||
        (await plain.perAccount.isHalfUsed(account)) ||
        (await isSuspect?.()) === true;
      if (isMuch) throw this.proofNeeded(subject);
    }
    await take(plain);
    return undefined;
  }

  private proofNeeded(subject: string): AppError {
    return new AppError('PROOF_NEEDED', 'There were many tries. This one has to bring a proof of work.', {
      proof: this.challenge.ask(subject),
    });
  }
}
