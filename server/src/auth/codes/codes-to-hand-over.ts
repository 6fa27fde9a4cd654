import { Inject, Injectable } from '@nestjs/common';
import type { ShownCode, UserRef, WaitingCode } from '@chatket/contract';
import { AppError, open, seal, sealingKey } from '../../common/index.js';
import { Config } from '../../config/index.js';
import { LogDestination } from '../../http/index.js';
import { isCodeOf } from './code-hash.js';
import { type CodeReader, WaitingCodeRepository } from './waiting-code.repository.js';

const SEALED_AS = 'code to hand over';

/**
 * Codes that whoever runs the server hands to their people: a line in its log, for people and at every level, and until the
 * code is over a line on the page of those who run it. What is kept is sealed: a copy of the database logs nobody in.
 */
@Injectable()
export class CodesToHandOver {
  private readonly key: Buffer;

  constructor(
    private readonly config: Config,
    private readonly codes: WaitingCodeRepository,
    @Inject(LogDestination) private readonly log: Pick<LogDestination, 'write'>,
  ) {
    this.key = sealingKey(config.get('JWT_SECRET'));
  }

  /** @throws AppError `UNAVAILABLE` when the log cannot be written: nobody would find the code */
  async put(username: string, code: string): Promise<void> {
    if (!this.log.write(`Login code for ${username}: ${code}\n`))
      throw new AppError('UNAVAILABLE', 'The code cannot be written to the log right now.');
    await this.codes.keep(username, seal(this.key, SEALED_AS, code));
  }

  /** Of people who are less on the server than the actor, and of new names; empty for whoever does not run it. */
  list(actor: UserRef): Promise<WaitingCode[]> {
    return this.codes.list(this.reader(actor));
  }

  /** Shows one of them, which the audit log tells. @throws AppError `NOT_FOUND` for what the actor's list does not have */
  async show(actor: UserRef, username: string): Promise<ShownCode> {
    const kept = await this.codes.show(this.reader(actor), username);
    const code = kept && open(this.key, SEALED_AS, kept.sealed);
    // Of two that were asked for at once, the one that was kept may be the other one's.
    if (!kept || code === undefined || !(await isCodeOf(kept.codeHash, code)))
      throw new AppError('NOT_FOUND', 'No code waits for this name.');
    return { code };
  }

  private reader({ id }: UserRef): CodeReader {
    return { id, ownerNames: this.config.get('SERVER_OWNERS') };
  }
}
