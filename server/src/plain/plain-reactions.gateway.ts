import type { OnModuleInit } from '@nestjs/common';
import { WebSocketGateway } from '@nestjs/websockets';
import { EventBus } from '../events/index.js';
import { type Connection, Fanout, OnClientEvent } from '../realtime/index.js';
import { React, reactionSet } from '../reactions/index.js';
import { PlainReactionDto } from './plain.dto.js';
import { reactionFrame } from './wire/index.js';

/** Reactions as clients of the plain contract say and hear them: by the message alone, one person at a time. */
@WebSocketGateway()
export class PlainReactionsGateway implements OnModuleInit {
  constructor(
    private readonly react: React,
    private readonly events: EventBus,
    private readonly fanout: Fanout,
  ) {}

  onModuleInit(): void {
    this.events.on(reactionSet, (reaction) => {
      this.fanout.toFollowers(reaction.roomId, (mode) => (mode === 'plain' ? [reactionFrame(reaction)] : []));
    });
  }

  @OnClientEvent('reaction:add', PlainReactionDto)
  async add({ user }: Connection, { messageId, emoji }: PlainReactionDto): Promise<object> {
    await this.react.setOn(user, messageId, emoji, true);
    return {};
  }

  @OnClientEvent('reaction:remove', PlainReactionDto)
  async remove({ user }: Connection, { messageId, emoji }: PlainReactionDto): Promise<object> {
    await this.react.setOn(user, messageId, emoji, false);
    return {};
  }
}
