import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../events/index.js';
import { Fanout } from '../realtime/index.js';
import { memberJoined, memberLeft } from './members.events.js';

/** Whoever gives up a membership hears nothing more of the room, on any device; new rooms show up on all of them. */
@Injectable()
export class MembershipFanout implements OnModuleInit {
  constructor(
    private readonly events: EventBus,
    private readonly fanout: Fanout,
  ) {}

  onModuleInit(): void {
    this.events.on(memberJoined, ({ roomId, user }) => {
      this.fanout.toUser(user.id, 'room:added', { roomId });
    });
    this.events.on(memberLeft, async ({ roomId, user }) => {
      await this.fanout.evict(user.id, roomId);
      this.fanout.toUser(user.id, 'room:removed', { roomId });
    });
  }
}
