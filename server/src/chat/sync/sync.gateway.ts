import { WebSocketGateway } from '@nestjs/websockets';
import type { AckBody } from '@chatket/contract';
import { type Connection, OnClientEvent } from '../../realtime/index.js';
import { acceptSync } from './accept-sync.js';
import { RoomCursorDto, RoomLeaveDto, RoomsSyncDto } from './sync.dto.js';
import { SyncRooms } from './sync-rooms.js';

@WebSocketGateway()
export class SyncGateway {
  constructor(private readonly syncRooms: SyncRooms) {}

  @OnClientEvent('rooms:sync', RoomsSyncDto, acceptSync)
  async sync(connection: Connection, { rooms }: RoomsSyncDto): Promise<AckBody<'rooms:sync'>> {
    return { results: await this.syncRooms.run(connection, rooms) };
  }

  @OnClientEvent('room:join', RoomCursorDto)
  async join(connection: Connection, cursor: RoomCursorDto): Promise<AckBody<'room:join'>> {
    await this.syncRooms.join(connection, cursor);
    return {};
  }

  @OnClientEvent('room:leave', RoomLeaveDto)
  async leave(connection: Connection, { roomId }: RoomLeaveDto): Promise<AckBody<'room:leave'>> {
    await this.syncRooms.leave(connection, roomId);
    return {};
  }
}
