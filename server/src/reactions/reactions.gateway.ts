import { WebSocketGateway } from '@nestjs/websockets';
import { type Connection, OnClientEvent } from '../realtime/index.js';
import { acceptReact } from './accept-react.js';
import { React } from './react.js';
import { MessageReactDto } from './reactions.dto.js';

@WebSocketGateway()
export class ReactionsGateway {
  constructor(private readonly react: React) {}

  @OnClientEvent('message:react', MessageReactDto, acceptReact)
  set(connection: Connection, payload: MessageReactDto): Promise<{ seq?: number }> {
    return this.react.set(connection.user, payload);
  }
}
