import { Injectable } from '@nestjs/common';
import type { ThreadFollowing, ThreadRead, ThreadState, UserRef } from '@chatket/contract';
import { Lifecycle } from '../common/index.js';
import { ChangeLimiter } from '../rate-limit/index.js';
import { EventBus } from '../events/index.js';
import { Fanout } from '../realtime/index.js';
import { positionMoved } from '../reads/index.js';
import { RoomAccess, threadNotFound } from '../rooms/access/index.js';
import { type StoredThreadState, ThreadStateRepository } from './thread-state.repository.js';

/** Up to where somebody has read a thread, and whether they are told of it; told to all devices of theirs. */
@Injectable()
export class FollowThreads {
  constructor(
    private readonly states: ThreadStateRepository,
    private readonly access: RoomAccess,
    private readonly lifecycle: Lifecycle,
    private readonly limiter: ChangeLimiter,
    private readonly fanout: Fanout,
    private readonly events: EventBus,
  ) {}

  /** @throws AppError `THREAD_NOT_FOUND`, `NOT_A_MEMBER`, `ROOM_NOT_FOUND` */
  async read(actor: UserRef, { roomId, rootId, seq }: ThreadRead): Promise<ThreadState> {
    const stored = await this.states.advance({ roomId, rootId, actor }, seq);
    const state = await this.tell(actor, { roomId, rootId }, stored);
    const { lastReadSeq } = state;
    this.events.announce(positionMoved, { roomId, userId: actor.id, lastReadSeq, threads: { rootId } });
    return state;
  }

  /** @throws AppError `THREAD_NOT_FOUND`, `NOT_A_MEMBER`, `ROOM_NOT_FOUND`, `TOO_MANY_REQUESTS`, `DRAINING` */
  async follow(actor: UserRef, { roomId, rootId, on, level }: ThreadFollowing): Promise<ThreadState> {
    this.lifecycle.requireServing();
    this.limiter.take(actor.id);
    return this.tell(
      actor,
      { roomId, rootId },
      await this.states.follow({ roomId, rootId, actor }, on, level),
    );
  }

  private async tell(
    actor: UserRef,
    thread: { roomId: string; rootId: string },
    stored: StoredThreadState | undefined,
  ): Promise<ThreadState> {
    if (!stored) {
      await this.access.require(actor, thread.roomId, 'read');
      throw threadNotFound();
    }
    const { unreadThreads, ...state } = stored;
    this.fanout.toUser(actor.id, 'thread:state', { ...thread, unreadThreads, ...state });
    return state;
  }
}
