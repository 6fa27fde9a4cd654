import { WebSocketGateway } from '@nestjs/websockets';
import { type Connection, OnClientEvent } from '../realtime/index.js';
import { PinMessages } from './pin-messages.js';
import { MessagePinningDto } from './pins.dto.js';

@WebSocketGateway()
export class PinsGateway {
  constructor(private readonly pins: PinMessages) {}

  @OnClientEvent('message:pin', MessagePinningDto)
  pin({ user }: Connection, payload: MessagePinningDto): Promise<{ seq?: number }> {
    return this.pins.set(user, payload);
  }
}
