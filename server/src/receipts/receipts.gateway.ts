import { WebSocketGateway } from '@nestjs/websockets';
import type { ReadReceipt } from '@chatket/contract';
import { type Connection, OnClientEvent } from '../realtime/index.js';
import { WatchReceiptsDto } from './receipts.dto.js';
import { WatchReceipts } from './watch-receipts.js';

@WebSocketGateway()
export class ReceiptsGateway {
  constructor(private readonly receipts: WatchReceipts) {}

  @OnClientEvent('room:receipts', WatchReceiptsDto)
  watch(connection: Connection, { roomId }: WatchReceiptsDto): Promise<{ reads: ReadReceipt[] }> {
    return this.receipts.run(connection, roomId);
  }
}
