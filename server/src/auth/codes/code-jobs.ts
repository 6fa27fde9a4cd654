import { Injectable } from '@nestjs/common';
import { Clock, newId, open, seal, sealingKey } from '../../common/index.js';
import { Config } from '../../config/index.js';
import { defineJob, Jobs } from '../../jobs/index.js';
import { OrdinaryDatabase } from '../../prisma/index.js';
import { CODE_LIFE_MS } from './login-code.js';

/** How codes of a kind are sent. */
interface Sender<Code extends object> {
  /** @param code its id is the same each time that it is tried @throws Error to be tried again */
  send: (code: Code & { id: string }) => Promise<void>;
  /** It was not sent while it counted. */
  giveUp: (id: string) => Promise<void>;
}

const SEALED_AS = 'code on its way';

/**
 * Codes on their way, sent by jobs: whoever takes them may be slow or away and keeps nobody waiting, and whether there is
 * somebody to send to shows in no answer. What waits in the database is sealed: nobody who reads it finds a code.
 */
@Injectable()
export class CodeJobs {
  private readonly key: Buffer;

  constructor(
    config: Config,
    private readonly jobs: Jobs,
    private readonly database: OrdinaryDatabase,
    private readonly clock: Clock,
  ) {
    this.key = sealingKey(config.get('JWT_SECRET'));
  }

  /**
   * @returns puts one into the queue, which is tried again while it counts and no longer
   * @throws AppError `UNAVAILABLE` when nothing can be put into the queue
   */
  of<Code extends object>(name: string, { send, giveUp }: Sender<Code>): (code: Code) => Promise<void> {
    const kind = defineJob<{ sealed: string }>(name);
    this.jobs.handle(kind, async ({ sealed }) => {
      const text = open(this.key, SEALED_AS, Buffer.from(sealed, 'base64'));
      if (text === undefined) return;
      const { until, ...code } = JSON.parse(text) as Code & { id: string; until: number };
      if (this.clock.now() < until) await send(code as unknown as Code & { id: string });
      else await giveUp(code.id);
    });
    return async (code) => {
      await this.jobs.ready();
      const id = newId();
      const text = JSON.stringify({ ...code, id, until: this.clock.now() + CODE_LIFE_MS });
      const sealed = seal(this.key, SEALED_AS, text).toString('base64');
      await this.jobs.put(this.database, kind, { sealed }, { key: `${name} ${id}` });
    };
  }
}
