import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type ProofTask, PROOF_ALGORITHM } from '@chatket/contract';
import { Clock, newId } from '../../common/index.js';
import { Config } from '../../config/index.js';
import { ChallengeRepository } from '../challenges/challenge.repository.js';
import { derived } from '../sessions/refresh-token.js';
import { LoginChallenge } from './login-challenge.js';

const KIND = 'proof';
const KEY_BYTES = 32;
const MAC_BYTES = 16;
const LIFE_MS = 5 * 60_000;
/** `salt.expires.difficulty.signature:answer` */
const FORM = /^([0-9a-f]{32})\.([0-9a-z]{1,10})\.(\d{1,2})\.([\w-]{22}):(\d{1,15})$/;

/**
 * Asks for a number that, behind a salt, has a SHA-256 beginning with so many zero bits: found by trying only, checked by one
 * hash. Tasks are signed and not stored; the database learns of those that were answered.
 */
@Injectable()
export class ProofOfWork extends LoginChallenge {
  private readonly key: Buffer;
  private readonly difficulty: number;

  constructor(
    config: Config,
    private readonly clock: Clock,
    private readonly challenges: ChallengeRepository,
  ) {
    super();
    this.key = derived(config.get('JWT_SECRET'), 'chatket proof', KEY_BYTES);
    this.difficulty = config.get('LOGIN_PROOF_BITS');
  }

  isFor(algorithm: string): boolean {
    return this.difficulty > 0 && algorithm === PROOF_ALGORITHM;
  }

  ask(subject: string): ProofTask {
    const salt = newId().replaceAll('-', '');
    const expires = (this.clock.now() + LIFE_MS).toString(36);
    const said = `${salt}.${expires}.${String(this.difficulty)}`;
    const challenge = `${said}.${this.sign(said, subject)}`;
    return {
      algorithm: PROOF_ALGORITHM,
      ...{ challenge, salt, difficulty: this.difficulty, expiresInMs: LIFE_MS },
    };
  }

  async take(proof: string, subject: string): Promise<boolean> {
    const [, salt = '', expires = '', difficulty = '', signature = '', answer = ''] = FORM.exec(proof) ?? [];
    if (signature === '' || this.difficulty === 0) return false;
    const expected = this.sign(`${salt}.${expires}.${difficulty}`, subject);
    if (!timingSafeEqual(Buffer.from(signature), Buffer.from(expected))) return false;
    if (Number.parseInt(expires, 36) <= this.clock.now()) return false;
    if (zeroBits(createHash('sha256').update(`${salt}:${answer}`).digest()) < Number(difficulty))
      return false;
    return this.challenges.spend(KIND, salt, (2 * LIFE_MS) / 1_000);
  }

  private sign(said: string, subject: string): string {
    const digest = createHmac('sha256', this.key).update(`${said} ${subject}`).digest();
    return digest.subarray(0, MAC_BYTES).toString('base64url');
  }
}

/** With how many zero bits it begins. */
function zeroBits(digest: Buffer): number {
  const first = digest.findIndex((byte) => byte !== 0);
  return first < 0 ? 8 * digest.length : 8 * first + Math.clz32(digest[first] ?? 0) - 24;
}
