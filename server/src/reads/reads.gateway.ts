import { WebSocketGateway } from '@nestjs/websockets';
import type { ReadState, RoomReadState } from '@chatket/contract';
import { type Connection, OnClientEvent } from '../realtime/index.js';
import { MarkRead } from './mark-read.js';
import { MarkUnread } from './mark-unread.js';
import { RoomReadDto, RoomsReadDto, RoomUnreadDto } from './reads.dto.js';
import { underVersion } from './versions.js';

@WebSocketGateway()
export class ReadsGateway {
  constructor(
    private readonly markRead: MarkRead,
    private readonly markUnread: MarkUnread,
  ) {}

  @OnClientEvent('room:read', RoomReadDto)
  read(connection: Connection, payload: RoomReadDto): Promise<ReadState> {
    return this.markRead.run(connection.user, underVersion(payload, connection.mode));
  }

  @OnClientEvent('rooms:read', RoomsReadDto)
  readMany(connection: Connection, { rooms }: RoomsReadDto): Promise<{ rooms: RoomReadState[] }> {
    return this.markRead.many(
      connection.user,
      rooms.map((room) => underVersion(room, connection.mode)),
    );
  }

  @OnClientEvent('room:unread', RoomUnreadDto)
  unread(connection: Connection, payload: RoomUnreadDto): Promise<ReadState> {
    return this.markUnread.run(connection.user, payload);
  }
}
