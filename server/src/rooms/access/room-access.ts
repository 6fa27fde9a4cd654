import { Injectable } from '@nestjs/common';
import { type Action, decide, type Facts, isGuestName, ROLES, type UserRef } from '@chatket/contract';
import { AppError, Coalescer } from '../../common/index.js';
import type { Connection } from '../../realtime/index.js';
import { ServerMutes, ServerRaid } from '../../users/index.js';
import { AccessRepository, type ReadableRange, type RoomReader, type Standing } from './access.repository.js';
import { refusalOf } from './refusal.js';

const MAX_READERS = 200;

/** What is known of the message, or of the person, that somebody wants to do something to. */
export type AboutTarget = Pick<
  Facts,
  'isOwn' | 'authorRole' | 'ageSeconds' | 'targetRole' | 'isTargetGuest' | 'newRole'
>;

/**
 * The one gatekeeper of rooms: every use case asks it first. Who may do what stands in the contract's `ACTIONS`; a
 * statement that has to know by itself embeds the same table by `may` and `memberWhoMay`.
 */
@Injectable()
export class RoomAccess {
  /** When everybody comes back at once, one statement answers many of them. */
  private readonly rangesOfMany: Coalescer<RoomReader, Map<string, ReadableRange>>;

  constructor(
    private readonly rights: AccessRepository,
    private readonly mutes: ServerMutes,
    private readonly raid: ServerRaid,
  ) {
    this.rangesOfMany = new Coalescer((readers) => rights.ranges(readers), MAX_READERS);
  }

  /**
   * @param target for what is done to a message or a person; nothing known of it is nothing in favour of the actor
   * @returns what the actor is in the room
   * @throws AppError the code of the decision: `ROOM_NOT_FOUND`, also for a hidden room of others; `NOT_A_MEMBER`;
   * `FORBIDDEN` and `READ_ONLY` with `need` and `have`; `MUTED`, `SLOW_MODE` with their end …
   */
  async require(actor: UserRef, roomId: string, action: Action, target: AboutTarget = {}): Promise<Standing> {
    const standing = await this.standingOf(actor.id, roomId);
    const decision = decide(action, { ...target, ...standing, isGuest: isGuestName(actor.username) });
    if (!decision.isAllowed) throw refusalOf(decision, standing);
    return standing;
  }

  /**
   * Whether somebody may be muted on the server, or the server is in raid mode, which statements that write do not look
   * at: then, and only then, `require` has to be asked before. Costs a look at a map.
   */
  maySilence(actor: UserRef): boolean {
    return this.raid.isOn || this.mutes.mayBeMuted(actor.id);
  }

  /** The same for what is done to a person, member or not: what they are in the room counts. */
  async requireOver(
    actor: UserRef,
    roomId: string,
    action: Action,
    { userId, ...target }: AboutTarget & { userId: string },
  ): Promise<Standing> {
    const targetRole = await this.roleOf(userId, roomId);
    return this.require(actor, roomId, action, { ...target, targetRole, isOwn: userId === actor.id });
  }

  /** What is known of somebody in a room that is there. @throws AppError `ROOM_NOT_FOUND` */
  async standingOf(userId: string, roomId: string): Promise<Standing> {
    const standing = await this.rights.standing(roomId, userId);
    if (!standing) throw refusalOf({ isAllowed: false, because: 'ROOM_NOT_FOUND' }, { role: null });
    return standing;
  }

  /**
   * Why a statement that embeds the rule has found nothing to do.
   * @throws AppError as `require`; `UNAVAILABLE` when nothing is in the way any more: to repeat it helps
   */
  async explainRefusal(
    actor: UserRef,
    roomId: string,
    action: Action,
    target: AboutTarget = {},
  ): Promise<never> {
    await this.require(actor, roomId, action, target);
    throw new AppError('UNAVAILABLE', 'That was refused a moment ago, and is not any more. Try again.');
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
    if (!decision.isAllowed) throw refusalOf(decision, { role });
  }

  /** What there is to read of those of the rooms the person may read; the others are missing. */
  readableRanges(userId: string, roomIds: string[]): Promise<Map<string, ReadableRange>> {
    return roomIds.length === 0
      ? Promise.resolve(new Map<string, ReadableRange>())
      : this.rangesOfMany.add({ userId, roomIds });
  }
}
