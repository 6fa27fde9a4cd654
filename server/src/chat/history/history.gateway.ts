import { WebSocketGateway } from '@nestjs/websockets';
import type { HistoryPage } from '@chatket/contract';
import { type Connection, OnClientEvent, type RawAck } from '../../realtime/index.js';
import { acceptPage } from './accept-page.js';
import { RoomPageDto } from './history.dto.js';
import { ListMessages } from './list-messages.js';
import { pageAck } from './page-ack.js';

@WebSocketGateway()
export class HistoryGateway {
  constructor(private readonly listMessages: ListMessages) {}

  @OnClientEvent('room:page', RoomPageDto, acceptPage)
  async page(connection: Connection, { roomId, ...query }: RoomPageDto): Promise<RawAck<HistoryPage>> {
    return pageAck(await this.listMessages.run(connection.user, roomId, query));
  }
}
