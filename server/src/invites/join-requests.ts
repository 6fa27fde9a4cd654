import { Injectable } from '@nestjs/common';
import { type JoinRequest, ROLES, type UserRef } from '@chatket/contract';
import { AppError } from '../common/index.js';
import { EventBus } from '../events/index.js';
import { memberJoined } from '../members/index.js';
import { Fanout } from '../realtime/index.js';
import { RoomAccess } from '../rooms/access/index.js';
import { UsersService } from '../users/index.js';
import { ComingRepository } from './coming.repository.js';

/** Asking to be let in, and being answered: moderators hear of it on all their devices. */
@Injectable()
export class JoinRequests {
  constructor(
    private readonly comings: ComingRepository,
    private readonly access: RoomAccess,
    private readonly users: UsersService,
    private readonly events: EventBus,
    private readonly fanout: Fanout,
  ) {}

  /** Who waits for an answer, oldest first. @throws AppError what refuses `moderate` */
  async list(actor: UserRef, roomId: string): Promise<JoinRequest[]> {
    await this.access.require(actor, roomId, 'moderate');
    return this.comings.requests(roomId);
  }

  /**
   * Lets somebody in who asks, or does not; twice is once.
   * @throws AppError what refuses `moderate`; `NOT_FOUND` when nobody of that id asks; `BANNED`, `ROOM_ARCHIVED`
   */
  async answer(
    actor: UserRef,
    { id: roomId, userId }: { id: string; userId: string },
    answer: 'accept' | 'refuse',
  ): Promise<void> {
    await this.access.require(actor, roomId, 'moderate');
    const target = { roomId, userId, actorId: actor.id };
    const { kind, place } = await this.comings.answer(target, answer === 'accept');
    switch (kind) {
      case 'known':
        return;
      case 'none':
        throw new AppError('NOT_FOUND', 'There is no such request.');
      case 'archived':
        throw new AppError('ROOM_ARCHIVED', 'This room is archived.');
      case 'banned':
        throw new AppError('BANNED', 'This person was banned from the room.');
      case 'forbidden':
      case 'no_room':
        return this.access.explainRefusal(actor, roomId, 'moderate');
      case 'refused':
        return this.announceAnswer(roomId, userId, 'refused');
      case 'added': {
        const user = await this.users.findById(userId);
        if (!user) throw new AppError('NOT_FOUND', 'There is no such request.');
        const entry = place && {
          ...place,
          kind: 'member' as const,
          what: 'added' as const,
          by: actor,
          user,
          role: ROLES.member,
        };
        this.events.announce(memberJoined, { roomId, user, entry });
        return this.announceAnswer(roomId, userId, 'added');
      }
    }
  }

  /** Tells the moderators of a new request. What cannot be told now stands in the list. */
  async announce(roomId: string, userId: string): Promise<void> {
    const [request, moderators] = await Promise.all([
      this.comings.request(roomId, userId),
      this.comings.moderators(roomId),
    ]);
    if (!request) return;
    for (const { id } of moderators) this.fanout.toUser(id, 'request:added', { roomId, request });
  }

  private async announceAnswer(roomId: string, userId: string, outcome: 'added' | 'refused'): Promise<void> {
    const moderators = await this.comings.moderators(roomId);
    for (const { id } of moderators) this.fanout.toUser(id, 'request:answered', { roomId, userId });
    const [first] = moderators;
    if (outcome === 'refused' && first)
      this.fanout.toUser(userId, 'request:refused', { roomName: first.roomName });
  }
}
