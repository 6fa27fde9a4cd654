import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { RoomRemoved } from '@chatket/contract';
import { EventBus } from '../events/index.js';
import { Fanout } from '../realtime/index.js';
import { memberLeft, type PutOut } from './members.events.js';

/** Whoever gives up a membership hears nothing more of the room, on any device. */
@Injectable()
export class MembershipFanout implements OnModuleInit {
  constructor(
    private readonly events: EventBus,
    private readonly fanout: Fanout,
  ) {}

  onModuleInit(): void {
    this.events.on(memberLeft, async ({ roomId, user, putOut }) => {
      await this.fanout.evict(user.id, roomId);
      this.fanout.toUser(user.id, 'room:removed', { roomId, ...(putOut && told(putOut)) });
    });
  }
}

function told({ what, by, reason, until }: PutOut): Omit<RoomRemoved, 'roomId'> {
  return { what, by, ...(reason !== undefined && { reason }), ...(until && { until: until.toISOString() }) };
}
