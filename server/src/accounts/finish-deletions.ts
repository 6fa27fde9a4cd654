import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { UserRef } from '@chatket/contract';
import { Rest } from '../common/index.js';
import { EraseAll } from '../edits/index.js';
import { EventBus } from '../events/index.js';
import { Jobs } from '../jobs/index.js';
import { Memberships } from '../members/index.js';
import { PersonNames, waitsNoMore } from '../users/index.js';
import { FINISH_DELETION, SWEEP_DELETIONS, termsOf } from './deletion-job.js';
import { DeletionRepository } from './deletion.repository.js';

const ROOMS_AT_ONCE = 100;
const SWEPT_AT_ONCE = 500;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/**
 * What is left to do behind the deletion of an account, in batches and in nobody's way. It ends with the server, and goes on
 * where it was when some server sweeps: what is left to do is what the tables say.
 */
@Injectable()
export class FinishDeletions implements OnModuleDestroy {
  private readonly rest = new Rest();
  private readonly running = new Map<string, Promise<void>>();
  private isStopped = false;

  constructor(
    private readonly deletions: DeletionRepository,
    private readonly memberships: Memberships,
    private readonly messages: EraseAll,
    private readonly names: PersonNames,
    private readonly events: EventBus,
    private readonly jobs: Jobs,
  ) {
    jobs.handle(FINISH_DELETION, ({ userId }) => this.run(userId));
    jobs.every('* * * * *', SWEEP_DELETIONS, () => this.sweep());
  }

  onModuleDestroy(): void {
    this.isStopped = true;
    this.rest.end();
  }

  /** Twice is once. Resolves when it is done, or the server stops. */
  run(userId: string): Promise<void> {
    const running =
      this.running.get(userId) ?? this.finish(userId).finally(() => this.running.delete(userId));
    this.running.set(userId, running);
    return running;
  }

  /** Puts in again what a queue does not know any more, or was cut off. */
  async sweep(): Promise<void> {
    await this.jobs.ready();
    for (const userId of await this.deletions.unfinished(SWEPT_AT_ONCE)) {
      if (this.running.has(userId)) continue;
      await this.deletions.transaction((statements) =>
        this.jobs.put(statements, FINISH_DELETION, { userId }, termsOf(userId)),
      );
    }
  }

  private async finish(userId: string): Promise<void> {
    const deletion = await this.deletions.find(userId);
    if (!deletion) return;
    const { user, removesMessages } = deletion;
    // Once more: whoever has deleted the account may have died before it was told, and what was read before is remembered.
    await this.names.announce(user);
    await this.deletions.wipe(userId);
    await this.events.announceAndWait(waitsNoMore, { userId, ...(await this.deletions.waited(userId)) });
    if (!(await this.leaveRooms(user))) return;
    if (removesMessages && !(await this.removeMessages(user))) return;
    await this.deletions.finish(userId);
  }

  private async leaveRooms(user: UserRef): Promise<boolean> {
    for (let behind = BEFORE_ALL; ;) {
      const roomIds = await this.deletions.rooms(user.id, behind, ROOMS_AT_ONCE);
      for (const roomId of roomIds) {
        if (this.isStopped) return false;
        const take = this.rest.measure();
        await this.memberships.forsake(roomId, user);
        await take({ times: 1 });
      }
      const last = roomIds.at(-1);
      if (last === undefined || roomIds.length < ROOMS_AT_ONCE) return true;
      behind = last;
    }
  }

  private removeMessages(user: UserRef): Promise<boolean> {
    return this.messages.run(user, { rest: this.rest, isOver: () => this.isStopped });
  }
}
