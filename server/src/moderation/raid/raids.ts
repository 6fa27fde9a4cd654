import { Injectable } from '@nestjs/common';
import type { RaidBody, RaidMode, UserRef } from '@chatket/contract';
import { EventBus } from '../../events/index.js';
import { RoomAccess } from '../../rooms/access/index.js';
import { roomChanged } from '../../rooms/profile/index.js';
import { RaidRepository } from './raid.repository.js';

/** One switch for when strangers overrun a room: newcomers only read, links let nobody in, everybody writes slowly. */
@Injectable()
export class Raids {
  constructor(
    private readonly raids: RaidRepository,
    private readonly access: RoomAccess,
    private readonly events: EventBus,
  ) {}

  /** Twice is once. @throws AppError `ROOM_NOT_FOUND`, `NOT_A_MEMBER`, `FORBIDDEN`, `ROOM_ARCHIVED` */
  async set(actor: UserRef, roomId: string, { on: isOn }: RaidBody): Promise<RaidMode> {
    await this.access.require(actor, roomId, 'guard');
    const { kind, since, place } = await this.raids.set(roomId, actor.id, { isOn });
    if (kind !== 'changed' && kind !== 'unchanged') return this.access.explainRefusal(actor, roomId, 'guard');
    if (place) this.events.announce(roomChanged, { roomId, by: actor, what: 'configured', ...place });
    return since ? { isOn: true, since: since.toISOString() } : { isOn: false };
  }
}
