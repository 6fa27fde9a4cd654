import { Injectable } from '@nestjs/common';
import { type Action, decide, type Facts, ROLES, type UserRef } from '@chatket/contract';
import { AppError, Coalescer } from '../../common/index.js';
import type { Connection } from '../../realtime/index.js';
import { AccessRepository, type RoomReader, type Standing } from './access.repository.js';
import { refusalOf } from './refusal.js';

const MAX_READERS = 200;

/** What is known of the message that somebody wants to do something to. */
export type AboutMessage = Pick<Facts, 'isOwn' | 'authorRole' | 'ageSeconds'>;

/**
 * The one gatekeeper of rooms: every use case asks it first. Who may do what stands in the contract's `ACTIONS`; a
 * statement that has to know by itself embeds the same table by `may` and `memberWhoMay`.
 */
@Injectable()
export class RoomAccess {
  /** When everybody comes back at once, one statement answers many of them. */
  private readonly headsOfMany: Coalescer<RoomReader, Map<string, number>>;

  constructor(private readonly rights: AccessRepository) {
    this.headsOfMany = new Coalescer((readers) => rights.heads(readers), MAX_READERS);
  }

  /**
   * @param message for what is done to a message; nothing known of it is nothing in favour of the actor
   * @returns what the actor is in the room
   * @throws AppError `ROOM_NOT_FOUND`; `NOT_A_MEMBER`; `FORBIDDEN` with `need` and `have`; `EDIT_WINDOW_OVER`
   */
  async require(
    actor: UserRef,
    roomId: string,
    action: Action,
    message: AboutMessage = {},
  ): Promise<Standing> {
    const standing = await this.rights.standing(roomId, actor.id);
    if (!standing) throw new AppError('ROOM_NOT_FOUND', 'There is no such room.');
    const decision = decide(action, { ...message, ...standing });
    if (!decision.isAllowed) throw refusalOf(decision, standing.role);
    return standing;
  }

  /**
   * Why a statement that embeds the rule has found nothing to do.
   * @throws AppError as `require`; `NOT_A_MEMBER` for somebody who has become one since
   */
  async explainRefusal(
    actor: UserRef,
    roomId: string,
    action: Action,
    message: AboutMessage = {},
  ): Promise<never> {
    await this.require(actor, roomId, action, message);
    throw refusalOf({ isAllowed: false, because: 'NOT_A_MEMBER' }, null);
  }

  /** What somebody is in a room; null for who is not a member. */
  async roleOf(userId: string, roomId: string): Promise<number | null> {
    return (await this.rights.standing(roomId, userId))?.role ?? null;
  }

  /**
   * For what comes too often to ask the database: a connection that is in the room was let in as a member's, and is put
   * out before the membership ends. Its role is not known, so the least is taken.
   * @throws AppError `NOT_A_MEMBER`; `FORBIDDEN` for what not every member may
   */
  requireInside(connection: Connection, roomId: string, action: Action): void {
    const role = connection.isIn(roomId) ? ROLES.member : null;
    const decision = decide(action, { role });
    if (!decision.isAllowed) throw refusalOf(decision, role);
  }

  /** The heads of those of the rooms the person may read; the others are missing. */
  readableHeads(userId: string, roomIds: string[]): Promise<Map<string, number>> {
    return roomIds.length === 0
      ? Promise.resolve(new Map<string, number>())
      : this.headsOfMany.add({ userId, roomIds });
  }
}
