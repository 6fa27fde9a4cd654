import { WebSocketGateway } from '@nestjs/websockets';
import type { MessageStored } from '@chatket/contract';
import { type Connection, OnClientEvent } from '../../realtime/index.js';
import { acceptSend } from './accept-send.js';
import { SendMessageDto } from './send.dto.js';
import { SendMessage } from './send-message.js';

@WebSocketGateway()
export class SendGateway {
  constructor(private readonly sendMessage: SendMessage) {}

  @OnClientEvent('message:send', SendMessageDto, acceptSend)
  send(connection: Connection, payload: SendMessageDto): Promise<MessageStored> {
    return this.sendMessage.run(connection, payload);
  }
}
