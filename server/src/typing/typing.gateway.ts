import { WebSocketGateway } from '@nestjs/websockets';
import type { AckBody } from '@chatket/contract';
import { type Connection, OnClientEvent } from '../realtime/index.js';
import { TypingUpdateDto } from './typing.dto.js';
import { TypingService } from './typing.service.js';

@WebSocketGateway()
export class TypingGateway {
  constructor(private readonly typing: TypingService) {}

  @OnClientEvent('typing:update', TypingUpdateDto)
  async update(connection: Connection, payload: TypingUpdateDto): Promise<AckBody<'typing:update'>> {
    await this.typing.update(connection, payload);
    return {};
  }
}
