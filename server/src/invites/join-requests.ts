import { Injectable } from '@nestjs/common';
import { type JoinRequest, ROLES, type UserRef } from '@chatket/contract';
import { AppError } from '../common/index.js';
import { EventBus } from '../events/index.js';
import { memberJoined } from '../members/index.js';
import { Fanout } from '../realtime/index.js';
import { RoomAccess } from '../rooms/access/index.js';
import { UsersService, waitsNoMore } from '../users/index.js';
import { ComingRepository } from './coming.repository.js';
import { joinAnswered, joinAsked, joinSettled } from './invites.events.js';

/** Asking to be let in, and being answered: moderators hear of it on all their devices. */
@Injectable()
export class JoinRequests {
  constructor(
    private readonly comings: ComingRepository,
    private readonly access: RoomAccess,
    private readonly users: UsersService,
    private readonly events: EventBus,
    private readonly fanout: Fanout,
  ) {
    events.on(memberJoined, ({ roomId, user }) => this.settle(roomId, user.id));
    events.on(waitsNoMore, async ({ userId, requestRooms }) => {
      for (const roomId of requestRooms) await this.tellAnswered(roomId, userId);
    });
  }

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
    const [request, room] = await Promise.all([
      this.comings.request(roomId, userId),
      this.comings.room(roomId),
    ]);
    if (!request || !room) return;
    const moderatorIds = await this.tell(roomId, (id, count) =>
      this.fanout.toUser(id, 'request:added', { roomId, request, count }),
    );
    const asked = { roomId, roomName: room.name, asker: request.user };
    this.events.announce(joinAsked, { ...asked, moderatorIds });
  }

  /** Takes a request back that waits. @returns whether there was one */
  async takeBack(roomId: string, userId: string): Promise<boolean> {
    const was = await this.comings.takeBack(roomId, userId);
    if (was) await this.tellAnswered(roomId, userId);
    return was;
  }

  /** Whoever has come in another way waits no more. Where that cannot be noted now, the list leaves members out. */
  private async settle(roomId: string, userId: string): Promise<void> {
    try {
      if (await this.comings.settle(roomId, userId)) await this.tellAnswered(roomId, userId);
    } catch (error) {
      if (!(error instanceof AppError && error.isRetryable)) throw error;
    }
  }

  private async announceAnswer(roomId: string, userId: string, outcome: 'added' | 'refused'): Promise<void> {
    await this.tellAnswered(roomId, userId);
    const room = await this.comings.room(roomId);
    if (!room) return;
    const roomName = room.name;
    const refused = { roomName, ...(room.isFound && { roomId }) };
    if (outcome === 'added') {
      this.fanout.toUser(userId, 'request:accepted', { roomId, roomName });
      return this.events.announce(joinAnswered, { userId, roomId, roomName, what: 'accepted' });
    }
    this.fanout.toUser(userId, 'request:refused', refused);
    this.events.announce(joinAnswered, { userId, ...refused, what: 'refused' });
  }

  private async tellAnswered(roomId: string, userId: string): Promise<void> {
    await this.tell(roomId, (id, count) =>
      this.fanout.toUser(id, 'request:answered', { roomId, userId, count }),
    );
    this.events.announce(joinSettled, { roomId, askerId: userId });
  }

  /** @returns whom it was told to */
  private async tell(roomId: string, send: (moderatorId: string, count: number) => void): Promise<string[]> {
    const [moderators, count] = await Promise.all([
      this.comings.moderators(roomId),
      this.comings.count(roomId),
    ]);
    for (const id of moderators) send(id, count);
    return moderators;
  }
}
