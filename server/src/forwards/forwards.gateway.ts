import { WebSocketGateway } from '@nestjs/websockets';
import type { MessageStored } from '@chatket/contract';
import { type Connection, OnClientEvent } from '../realtime/index.js';
import { ForwardMessage } from './forward-message.js';
import { MessageForwardDto } from './forwards.dto.js';

@WebSocketGateway()
export class ForwardsGateway {
  constructor(private readonly forwardMessage: ForwardMessage) {}

  @OnClientEvent('message:forward', MessageForwardDto)
  forward(connection: Connection, payload: MessageForwardDto): Promise<MessageStored> {
    return this.forwardMessage.run(connection, payload);
  }
}
