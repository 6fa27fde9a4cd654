import { WebSocketGateway } from '@nestjs/websockets';
import type { AckBody, MessageStored } from '@chatket/contract';
import { type Connection, OnClientEvent } from '../realtime/index.js';
import { acceptSend, acceptSync } from './accept-chat.js';
import { RoomCursorDto, RoomLeaveDto, RoomsSyncDto, SendMessageDto } from './chat.dto.js';
import { SendMessage } from './send-message.js';
import { SyncRooms } from './sync-rooms.js';

@WebSocketGateway()
export class ChatGateway {
  constructor(
    private readonly sendMessage: SendMessage,
    private readonly syncRooms: SyncRooms,
  ) {}

  @OnClientEvent('message:send', SendMessageDto, acceptSend)
  send(connection: Connection, payload: SendMessageDto): Promise<MessageStored> {
    return this.sendMessage.run(connection.user, payload);
  }

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
