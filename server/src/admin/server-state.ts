import { Injectable } from '@nestjs/common';
import { SERVER_ROLES, type ServerState as State, type UserRef } from '@chatket/contract';
import { AppError, Lifecycle } from '../common/index.js';
import { VERSION } from '../http/index.js';
import { FailedJobsRepository, Jobs } from '../jobs/index.js';
import { DatabaseHealth } from '../prisma/index.js';
import { RedisLink } from '../redis/index.js';
import { ServerRoles } from '../users/index.js';
import { ServerStateRepository } from './server-state.repository.js';

/** How the server is, for those who run it, and what they have it try again. */
@Injectable()
export class ServerState {
  constructor(
    private readonly roles: ServerRoles,
    private readonly states: ServerStateRepository,
    private readonly jobs: Jobs,
    private readonly failed: FailedJobsRepository,
    private readonly database: DatabaseHealth,
    private readonly redis: RedisLink,
    private readonly lifecycle: Lifecycle,
  ) {}

  /** @throws AppError `FORBIDDEN` for whoever does not run the server; `UNAVAILABLE` */
  async read(actor: UserRef): Promise<State> {
    await this.roles.require(actor, SERVER_ROLES.admin);
    await this.jobs.ready();
    const [postgres, database, waiting, failed] = await Promise.all([
      this.states.postgresVersion(),
      this.database.state(),
      this.failed.countWaiting(),
      this.failed.list(),
    ]);
    return {
      versions: { chatket: VERSION, node: process.versions.node, postgres },
      uptimeSeconds: Math.floor(this.lifecycle.uptimeSeconds),
      database,
      redis: this.redis.state,
      jobs: { waiting, failed },
    };
  }

  /**
   * Has a job that has failed tried again now. Audited.
   * @throws AppError `FORBIDDEN`; `NOT_FOUND` for one that is done meanwhile, or is being tried just now; `UNAVAILABLE`
   */
  async retry(actor: UserRef, jobId: string): Promise<void> {
    await this.roles.require(actor, SERVER_ROLES.admin);
    await this.jobs.ready();
    if (!(await this.states.retry(actor.id, jobId)))
      throw new AppError('NOT_FOUND', 'It is done by now, or is being tried just now.');
  }
}
