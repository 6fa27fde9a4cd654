import { type OnGatewayDisconnect, WebSocketGateway } from '@nestjs/websockets';
import type { AckBody } from '@chatket/contract';
import { type ChatSocket, type Connection, connectionOf, OnClientEvent } from '../realtime/index.js';
import { LookDto } from './looks.dto.js';
import { Looking } from './looking.js';

@WebSocketGateway()
export class LooksGateway implements OnGatewayDisconnect<ChatSocket> {
  constructor(private readonly looking: Looking) {}

  handleDisconnect(socket: ChatSocket): void {
    void this.looking.leave(connectionOf(socket));
  }

  @OnClientEvent('presence:look', LookDto)
  look(connection: Connection, payload: LookDto): Promise<AckBody<'presence:look'>> {
    return this.looking.look(connection, payload);
  }
}
