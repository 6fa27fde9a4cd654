import { Injectable } from '@nestjs/common';
import { AppError, newId } from '../../common/index.js';
import type { Statements } from '../../prisma/index.js';
import { CodeAge } from './code-age.js';
import { hashCode, isCodeOf } from './code-hash.js';
import { newLoginCode } from './login-code.js';
import { LoginCodeRepository } from './login-code.repository.js';

/** Codes that show, once, that somebody reads what is sent to a name or an address. */
@Injectable()
export class OneTimeCodes {
  /** Compared against when there is no code, so that the answer takes as long as with one. */
  private readonly decoyHash = hashCode(newId());

  constructor(
    private readonly codes: LoginCodeRepository,
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

  /** Uses the code of a claim up. @throws AppError as `check` */
  async prove(claim: string, code: string): Promise<void> {
    await this.use(claim, await this.check(claim, code));
  }

  /**
   * Takes one of the tries of a claim's code.
   * @returns its id, for `use`
   * @throws AppError `INVALID_CODE` when there is no such code, it is wrong, used up or expired: never which of these;
   *   `TOO_MANY_ATTEMPTS` when the claim has had all failures of the day
   */
  async check(claim: string, code: string): Promise<string> {
    const lockedForMs = await this.codes.lockedForMs(claim);
    if (lockedForMs > 0) {
      throw new AppError('TOO_MANY_ATTEMPTS', 'Too many wrong codes today. Try again tomorrow.', {
        retryAfterMs: lockedForMs,
      });
    }
    const attempt = await this.codes.takeTry(claim);
    const isRight = await isCodeOf(attempt?.codeHash ?? (await this.decoyHash), code);
    const isUsable = attempt !== undefined && isRight && !this.age.isOver(attempt.codeId);
    if (!isUsable) throw invalidCode();
    return attempt.codeId;
  }

  /** One of all who try at once. @throws AppError `INVALID_CODE` */
  async use(claim: string, codeId: string, within?: Statements): Promise<void> {
    if (!(await this.codes.consume(claim, codeId, within))) throw invalidCode();
  }
}

/** The one answer to a code that does not count. */
export function invalidCode(): AppError {
  return new AppError('INVALID_CODE', 'This code is wrong or no longer valid. Ask for a new one.');
}
