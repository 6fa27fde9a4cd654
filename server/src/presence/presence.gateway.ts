import { type OnGatewayDisconnect, WebSocketGateway } from '@nestjs/websockets';
import type { AckBody } from '@chatket/contract';
import { type ChatSocket, type Connection, connectionOf, OnClientEvent } from '../realtime/index.js';
import { Ping } from './ping.js';
import { PresencePingDto } from './presence.dto.js';
import { PresenceService } from './presence.service.js';

@WebSocketGateway()
export class PresenceGateway implements OnGatewayDisconnect<ChatSocket> {
  constructor(
    private readonly presence: PresenceService,
    private readonly ping: Ping,
  ) {}

  handleDisconnect(socket: ChatSocket): void {
    this.presence.close(connectionOf(socket));
  }

  @OnClientEvent('presence:ping', PresencePingDto)
  async answerPing(connection: Connection, payload: PresencePingDto): Promise<AckBody<'presence:ping'>> {
    return { heads: await this.ping.run(connection, payload) };
  }
}
