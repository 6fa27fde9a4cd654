import { WebSocketGateway } from '@nestjs/websockets';
import type { MessageEdited } from '@chatket/contract';
import { type Connection, OnClientEvent } from '../realtime/index.js';
import { EditMessages } from './edit-messages.js';
import { MessageDeleteDto, MessageEditDto, MessageShowDto } from './edits.dto.js';
import { HideMessages } from './hide-messages.js';

@WebSocketGateway()
export class EditsGateway {
  constructor(
    private readonly edits: EditMessages,
    private readonly hiding: HideMessages,
  ) {}

  @OnClientEvent('message:edit', MessageEditDto)
  edit(connection: Connection, payload: MessageEditDto): Promise<MessageEdited> {
    return this.edits.edit(connection, payload);
  }

  @OnClientEvent('message:delete', MessageDeleteDto)
  delete(connection: Connection, payload: MessageDeleteDto): Promise<{ seq: number }> {
    return this.edits.delete(connection.user, payload);
  }

  @OnClientEvent('message:hide', MessageDeleteDto)
  hide(connection: Connection, payload: MessageDeleteDto): Promise<{ seq: number }> {
    return this.hiding.hide(connection.user, payload);
  }

  @OnClientEvent('message:show', MessageShowDto)
  show(connection: Connection, payload: MessageShowDto): Promise<{ seq: number }> {
    return this.hiding.show(connection.user, payload);
  }
}
