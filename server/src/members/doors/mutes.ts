import { Injectable } from '@nestjs/common';
import type { MemberMuted, MuteBody, UserRef } from '@chatket/contract';
import { AppError, Clock } from '../../common/index.js';
import { Fanout } from '../../realtime/index.js';
import { RoomAccess } from '../../rooms/access/index.js';
import { UsersService } from '../../users/index.js';
import { notAMember } from '../memberships.js';
import { type MuteOutcome, MuteRepository } from './mute.repository.js';

/** Takes somebody's word in a room for a while. Only they hear of it, on all their devices. */
@Injectable()
export class Mutes {
  constructor(
    private readonly access: RoomAccess,
    private readonly mutes: MuteRepository,
    private readonly users: UsersService,
    private readonly fanout: Fanout,
    private readonly clock: Clock,
  ) {}

  /** From now on; another one puts its end in the place of the one before.
   * @throws AppError `ROOM_NOT_FOUND`, `NOT_A_MEMBER`, `FORBIDDEN`, `NOT_FOUND` (not a member) */
  async mute(
    actor: UserRef,
    roomId: string,
    { userId, ...mute }: MuteBody & { userId: string },
  ): Promise<MemberMuted> {
    await this.access.requireOver(actor, roomId, 'mute', { userId });
    const { until } = await this.set(actor, { roomId, userId }, mute);
    if (!until) throw notAMember();
    await this.tell(roomId, userId, until, mute.seconds * 1_000);
    return { mutedUntil: until.toISOString() };
  }

  /** Gives the word back. Twice is once. @throws AppError as `mute`, but for whoever is not a member */
  async unmute(actor: UserRef, roomId: string, userId: string): Promise<void> {
    await this.access.requireOver(actor, roomId, 'mute', { userId });
    const { kind } = await this.set(actor, { roomId, userId }, { seconds: null });
    if (kind === 'changed') await this.tell(roomId, userId, new Date(this.clock.now()), 0);
  }

  private async set(
    actor: UserRef,
    { roomId, userId }: { roomId: string; userId: string },
    mute: { seconds: number | null; reason?: string | undefined },
  ): Promise<MuteOutcome> {
    const outcome = await this.mutes.set({ roomId, userId, actorId: actor.id }, mute);
    if (outcome.kind !== 'forbidden' && outcome.kind !== 'no_room') return outcome;
    await this.access.requireOver(actor, roomId, 'mute', { userId });
    throw new AppError('UNAVAILABLE', 'Roles are changing just now. Try again.');
  }

  private async tell(roomId: string, userId: string, until: Date, forMs: number): Promise<void> {
    const user = await this.users.findById(userId);
    if (!user) return;
    this.fanout.toUser(userId, 'room:system', {
      type: 'muted',
      roomId,
      user,
      createdAt: this.clock.iso(),
      until: until.toISOString(),
      forMs,
    });
  }
}
