import { WebSocketGateway } from '@nestjs/websockets';
import { type Connection, OnClientEvent } from '../realtime/index.js';
import { React } from '../reactions/index.js';
import { PlainReactionDto } from './plain.dto.js';

/** Reactions as clients of the plain contract say them, by the message alone. What they hear of them stands in `wire`. */
@WebSocketGateway()
export class PlainReactionsGateway {
  constructor(private readonly react: React) {}

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
