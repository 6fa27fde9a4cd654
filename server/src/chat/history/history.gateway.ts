import { WebSocketGateway } from '@nestjs/websockets';
import type { HistoryPage } from '@chatket/contract';
import { type Connection, OnClientEvent, type RawAck } from '../../realtime/index.js';
import { acceptPage } from './accept-page.js';
import { RoomPageDto } from './history.dto.js';
import { ListEntries } from './list-entries.js';
import { ListMessages } from './list-messages.js';
import { entriesAck, pageAck } from './page-ack.js';

@WebSocketGateway()
export class HistoryGateway {
  constructor(
    private readonly listMessages: ListMessages,
    private readonly listEntries: ListEntries,
  ) {}

  @OnClientEvent('room:page', RoomPageDto, acceptPage)
  async page({ user }: Connection, { roomId, log, ...query }: RoomPageDto): Promise<RawAck<HistoryPage>> {
    if (log) return entriesAck(await this.listEntries.run(user, roomId, query));
    return pageAck(await this.listMessages.run(user, roomId, query));
  }
}
