import { WebSocketGateway } from '@nestjs/websockets';
import type { ReadState } from '@chatket/contract';
import { type Connection, OnClientEvent } from '../realtime/index.js';
import { MarkRead } from './mark-read.js';
import { RoomReadDto } from './reads.dto.js';

@WebSocketGateway()
export class ReadsGateway {
  constructor(private readonly markRead: MarkRead) {}

  @OnClientEvent('room:read', RoomReadDto)
  read(connection: Connection, payload: RoomReadDto): Promise<ReadState> {
    return this.markRead.run(connection.user, payload);
  }
}
