import { Injectable } from '@nestjs/common';
import type { ThreadItem, ThreadPage, UserRef } from '@chatket/contract';
import { RoomAccess, threadNotFound } from '../rooms/access/index.js';
import type { ThreadPageQueryDto } from './threads.dto.js';
import { ThreadsRepository } from './threads.repository.js';

/** Lists of threads, and what is said in one. */
@Injectable()
export class Threads {
  constructor(
    private readonly threads: ThreadsRepository,
    private readonly access: RoomAccess,
  ) {}

  /** Those that somebody follows, of all rooms they may read. */
  followed(actor: UserRef, unread: 'true' | 'false' = 'false'): Promise<ThreadItem[]> {
    return this.threads.followed(actor.id, unread === 'true');
  }

  /** @throws AppError `ROOM_NOT_FOUND`, `NOT_A_MEMBER` */
  async ofRoom(actor: UserRef, roomId: string): Promise<ThreadItem[]> {
    await this.access.require(actor, roomId, 'read');
    return this.threads.ofRoom(roomId, actor.id);
  }

  /** The last replies, or those before a place. @throws AppError `THREAD_NOT_FOUND`, `ROOM_NOT_FOUND`, `NOT_A_MEMBER` */
  async page(
    actor: UserRef,
    { roomId, rootId }: { roomId: string; rootId: string },
    { before = Number.MAX_SAFE_INTEGER, limit }: ThreadPageQueryDto,
  ): Promise<ThreadPage> {
    await this.access.require(actor, roomId, 'read');
    const place = { roomId, rootId, readerId: actor.id };
    // What is read first is not newer than the summary: a client that hears the replies between the two counts each once.
    const found = await this.threads.replies(place, before, limit + 1);
    const item = await this.threads.find(place);
    if (!item) throw threadNotFound();
    return { ...item, messages: found.slice(-limit), hasMore: found.length > limit };
  }
}
