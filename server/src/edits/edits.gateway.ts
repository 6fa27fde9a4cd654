import { WebSocketGateway } from '@nestjs/websockets';
import type { MessageEdited } from '@chatket/contract';
import { type Connection, OnClientEvent } from '../realtime/index.js';
import { EditMessages } from './edit-messages.js';
import { MessageDeleteDto, MessageEditDto } from './edits.dto.js';

@WebSocketGateway()
export class EditsGateway {
  constructor(private readonly edits: EditMessages) {}

  @OnClientEvent('message:edit', MessageEditDto)
  edit(connection: Connection, payload: MessageEditDto): Promise<MessageEdited> {
    return this.edits.edit(connection, payload);
  }

  @OnClientEvent('message:delete', MessageDeleteDto)
  delete(connection: Connection, payload: MessageDeleteDto): Promise<{ seq: number }> {
    return this.edits.delete(connection.user, payload);
  }
}
