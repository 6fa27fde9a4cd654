import { Injectable } from '@nestjs/common';
import type { Block, UserRef } from '@chatket/contract';
import { AppError, validationError } from '../common/index.js';
import { Fanout } from '../realtime/index.js';
import { RoomRules } from '../rooms/rules/index.js';
import { UsersService } from '../users/index.js';
import { BlocksRepository } from './blocks.repository.js';

/**
 * Whom somebody does not want to hear. The blocked cannot write to them in a direct room, open one, or bring them into a
 * room; elsewhere it is the blocker's client that folds what they say. Nobody but the blocker is told: who is refused
 * hears what is said of whoever takes no messages, and everything else is answered as before.
 */
@Injectable()
export class Blocks {
  constructor(
    private readonly blocks: BlocksRepository,
    private readonly users: UsersService,
    private readonly rules: RoomRules,
    private readonly fanout: Fanout,
  ) {}

  list(actor: UserRef): Promise<Block[]> {
    return this.blocks.list(actor.id);
  }

  /** Twice is once; what was cut off is gone on with. @throws AppError `VALIDATION` (oneself), `NOT_FOUND`, `LIMIT_REACHED` */
  async block(actor: UserRef, userId: string): Promise<void> {
    const user = await this.person(userId);
    if (userId === actor.id) throw validationError([{ field: 'id', message: 'is yourself' }]);
    if (!(await this.blocks.add(actor.id, userId)))
      throw new AppError('LIMIT_REACHED', 'You have blocked as many people as one can.');
    await this.settle(actor, user, true);
  }

  /** @throws AppError `NOT_FOUND` (no such person) */
  async unblock(actor: UserRef, userId: string): Promise<void> {
    const user = await this.person(userId);
    await this.blocks.remove(actor.id, userId);
    await this.settle(actor, user, false);
  }

  /** A room of two is new: perhaps one of them has blocked the other. */
  async bar(oneId: string, otherId: string): Promise<void> {
    await this.blocks.bar(oneId, otherId);
  }

  /** @throws AppError `FORBIDDEN` where one of the people takes nothing from the actor */
  async requireTaken(actor: UserRef, userIds: readonly string[]): Promise<void> {
    if (await this.isRefused(actor, userIds)) throw notTaken();
  }

  /** Whether one of the people takes nothing from the actor. */
  isRefused(actor: UserRef, userIds: readonly string[]): Promise<boolean> {
    return this.blocks.hasBlocked(userIds, actor.id);
  }

  private async settle(actor: UserRef, user: UserRef, isBlocked: boolean): Promise<void> {
    const roomId = await this.blocks.bar(actor.id, user.id);
    if (roomId !== undefined) this.rules.forget(roomId);
    this.fanout.toUser(actor.id, 'block:changed', { user, isBlocked });
  }

  private async person(userId: string): Promise<UserRef> {
    const user = await this.users.findById(userId);
    if (!user) throw new AppError('NOT_FOUND', 'There is no such person.');
    return user;
  }
}

/** The one answer to who wants to reach somebody who has blocked them. */
export function notTaken(): AppError {
  return new AppError('FORBIDDEN', 'Not everybody can be reached by you.');
}
