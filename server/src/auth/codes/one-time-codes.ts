import { Injectable } from '@nestjs/common';
import { AppError, newId } from '../../common/index.js';
import type { Statements } from '../../prisma/index.js';
import type { Budget } from '../budget.js';
import { LoginTriesRepository } from '../login-tries.repository.js';
import { CodeAge } from './code-age.js';
import { hashCode, isCodeOf } from './code-hash.js';
import { newLoginCode } from './login-code.js';
import { type LoginAttempt, LoginCodeRepository } from './login-code.repository.js';

/** A code that was right, to be used up. */
export interface RightCode {
  claim: string;
  codeId: string;
  budget: Budget | undefined;
}

/** Codes that show, once, that somebody reads what is sent to a name or an address. */
@Injectable()
export class OneTimeCodes {
  /** Compared against when there is no code, so that the answer takes as long as with one. */
  private readonly decoyHash = hashCode(newId());

  constructor(
    private readonly codes: LoginCodeRepository,
    private readonly tries: LoginTriesRepository,
    private readonly age: CodeAge,
  ) {}

  /** Makes the only valid code of a claim: a name, or what `mail/address.ts` makes of an address. */
  async issue(claim: string): Promise<string> {
    const code = newLoginCode();
    const codeId = newId();
    await this.codes.replace({ username: claim, codeId, codeHash: await hashCode(code) });
    this.age.noteNew(codeId);
    return code;
  }

  /** Whether a claim has had half of its failures of the day. */
  isSuspect(claim: string): Promise<boolean> {
    return this.codes.isHalfUsed(claim);
  }

  /** Uses the code of a claim up. @throws AppError as `check` */
  async prove(claim: string, code: string, budget?: Budget): Promise<void> {
    await this.use(await this.check(claim, code, budget));
  }

  /**
   * Takes one of the tries of a claim's code.
   * @param budget in which it counts, if not in that of everybody
   * @returns it, for `use`
   * @throws AppError `INVALID_CODE` when there is no such code, it is wrong, used up or expired: never which of these;
   *   `TOO_MANY_ATTEMPTS` when the claim has had all failures of the day
   */
  async check(claim: string, code: string, budget?: Budget): Promise<RightCode> {
    const attempt = budget ? await this.takeOwn(claim, budget) : await this.take(claim);
    const isRight = await isCodeOf(attempt?.codeHash ?? (await this.decoyHash), code);
    const isUsable = attempt !== undefined && isRight && !this.age.isOver(attempt.codeId);
    if (!isUsable) throw invalidCode();
    return { claim, codeId: attempt.codeId, budget };
  }

  /** One of all who try at once. @throws AppError `INVALID_CODE` */
  async use({ claim, codeId, budget }: RightCode, within?: Statements): Promise<void> {
    if (!(await this.codes.consume({ username: claim, codeId, counted: budget ? 0 : 1 }, within)))
      throw invalidCode();
    if (budget) await this.tries.takeBack(keyFor(claim), budget);
  }

  private async takeOwn(claim: string, budget: Budget): Promise<LoginAttempt | undefined> {
    await this.tries.take(keyFor(claim), budget);
    return budget.kind === 'device' ? this.codes.find(claim) : this.codes.takeProvenTry(claim);
  }

  private async take(claim: string): Promise<LoginAttempt | undefined> {
    const lockedForMs = await this.codes.lockedForMs(claim);
    if (lockedForMs > 0) {
      throw new AppError('TOO_MANY_ATTEMPTS', 'Too many wrong codes today. Try again tomorrow.', {
        retryAfterMs: lockedForMs,
      });
    }
    return this.codes.takeTry(claim);
  }
}

function keyFor(claim: string): string {
  return `code:${claim}`;
}

/** The one answer to a code that does not count. */
export function invalidCode(): AppError {
  return new AppError('INVALID_CODE', 'This code is wrong or no longer valid. Ask for a new one.');
}
