import type { OnModuleInit } from '@nestjs/common';
import { WebSocketGateway } from '@nestjs/websockets';
import { MessageView } from '../chat/message/index.js';
import { EventBus } from '../events/index.js';
import { type Connection, Fanout, OnClientEvent } from '../realtime/index.js';
import { React, reactionSet, type ReactionSet } from '../reactions/index.js';
import { isVisible } from '../rooms/access/index.js';
import { PlainReactionDto } from './plain.dto.js';
import { reactionFrame } from './wire/index.js';

/** Reactions as clients of the plain contract say and hear them: by the message alone, one person at a time. */
@WebSocketGateway()
export class PlainReactionsGateway implements OnModuleInit {
  constructor(
    private readonly react: React,
    private readonly events: EventBus,
    private readonly fanout: Fanout,
    private readonly views: MessageView,
  ) {}

  onModuleInit(): void {
    this.events.on(reactionSet, (reaction) => this.tell(reaction));
  }

  /** Where the message stands is asked only for those who may not read all of the room. */
  private async tell(reaction: ReactionSet): Promise<void> {
    const { roomId, messageId } = reaction;
    const isSought = this.fanout.hasPartFollowers(roomId, 'plain');
    const seq = isSought ? ((await this.views.find(messageId))?.seq ?? 0) : 0;
    const frames = [reactionFrame(reaction)];
    this.fanout.toFollowers(roomId, (mode, fromSeq) =>
      mode === 'plain' && (fromSeq === 0 || isVisible(seq, fromSeq)) ? frames : [],
    );
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
