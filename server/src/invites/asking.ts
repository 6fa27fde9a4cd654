import { Injectable } from '@nestjs/common';
import type { AcceptInviteAnswer, UserRef } from '@chatket/contract';
import { type Throttle, Throttles } from '../auth/index.js';
import { AppError } from '../common/index.js';
import { EventBus } from '../events/index.js';
import { memberJoined } from '../members/index.js';
import { RoomAccess } from '../rooms/access/index.js';
import { ServerMutes } from '../users/index.js';
import { ComingRepository } from './coming.repository.js';
import { InviteRepository } from './invite.repository.js';
import { hashOfToken } from './invite-token.js';
import { JoinRequests } from './join-requests.js';

/** Each is told to the moderators of a room, also of one that was taken back and is made again. */
const ASKS_PER_HOUR = 20;
const HOUR_MS = 60 * 60 * 1_000;

/** Asking to come into a room that one finds, and thinking better of it. */
@Injectable()
export class Asking {
  private readonly asks: Throttle;

  constructor(
    private readonly comings: ComingRepository,
    private readonly invites: InviteRepository,
    private readonly requests: JoinRequests,
    private readonly access: RoomAccess,
    private readonly mutes: ServerMutes,
    private readonly events: EventBus,
    throttles: Throttles,
  ) {
    this.asks = throttles.create({ name: 'asks', limit: ASKS_PER_HOUR, windowMs: HOUR_MS });
  }

  /**
   * Asks, and where nobody asks any more comes in; twice is once.
   * @returns whether there is something that was not there before, too
   * @throws AppError what refuses `ask`; `MUTED` on the server, `ASKED_BEFORE`, `LIMIT_REACHED`, `TOO_MANY_REQUESTS`
   */
  async ask(
    actor: UserRef,
    roomId: string,
    text?: string,
  ): Promise<{ answer: AcceptInviteAnswer; isNew: boolean }> {
    const { role, isByRequest } = await this.access.require(actor, roomId, 'ask');
    if (role !== null) return { answer: { state: 'member', roomId }, isNew: false };
    if (isByRequest) {
      await this.mutes.requireHeard(actor);
      await this.asks.take(actor.id);
    }
    const kind = await this.comings.ask(roomId, actor.id, text);
    switch (kind) {
      case 'asked':
        await this.requests.announce(roomId, actor.id);
        return { answer: { state: 'asked' }, isNew: true };
      case 'asked_before':
        return { answer: { state: 'asked' }, isNew: false };
      case 'added':
        // In a public room that is no entry of the log.
        this.events.announce(memberJoined, { roomId, user: actor });
        return { answer: { state: 'member', roomId }, isNew: true };
      case 'known':
        return { answer: { state: 'member', roomId }, isNew: false };
      case 'refused':
        throw new AppError('ASKED_BEFORE', 'The moderators have said no. One can ask again after a day.');
      case 'full':
        throw new AppError('LIMIT_REACHED', 'So many wait for an answer already. Try again later.');
      default:
        return this.access.explainRefusal(actor, roomId, 'ask');
    }
  }

  /**
   * Takes the request back, also of a room that is not shown any more; twice is once.
   * @throws AppError what refuses `see`, where there is none
   */
  async takeBack(actor: UserRef, roomId: string): Promise<void> {
    if (await this.requests.takeBack(roomId, actor.id)) return;
    await this.access.require(actor, roomId, 'see');
  }

  /** The same for who has asked by a link, and may not know the room. @throws AppError `INVITE_INVALID` where they have not */
  async takeBackByLink(actor: UserRef, token: string): Promise<void> {
    const roomId = await this.invites.roomOf(hashOfToken(token));
    if (roomId !== undefined && (await this.requests.takeBack(roomId, actor.id))) return;
    throw new AppError('INVITE_INVALID', 'This link does not work, or not any more.');
  }
}
