import { WebSocketGateway } from '@nestjs/websockets';
import type { DirectMessage } from '@chatket/contract';
import { type Connection, OnClientEvent } from '../../realtime/index.js';
import { DirectSending } from './direct-sending.js';
import { DirectSendDto, DirectTypingDto } from './direct.dto.js';

/** Direct rooms as plain clients talk in them. */
@WebSocketGateway()
export class PlainDirectGateway {
  constructor(private readonly sending: DirectSending) {}

  @OnClientEvent('dm:send', DirectSendDto)
  send(connection: Connection, payload: DirectSendDto): Promise<DirectMessage> {
    return this.sending.send(connection, payload);
  }

  @OnClientEvent('dm:typing', DirectTypingDto)
  async type(connection: Connection, payload: DirectTypingDto): Promise<object> {
    await this.sending.type(connection, payload);
    return {};
  }
}
