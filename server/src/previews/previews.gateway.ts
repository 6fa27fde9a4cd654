import { WebSocketGateway } from '@nestjs/websockets';
import { type Connection, OnClientEvent } from '../realtime/index.js';
import { PreviewShowDto } from './previews.dto.js';
import { ShowPreview } from './show-preview.js';

@WebSocketGateway()
export class PreviewsGateway {
  constructor(private readonly previews: ShowPreview) {}

  @OnClientEvent('preview:show', PreviewShowDto)
  show({ user }: Connection, payload: PreviewShowDto): Promise<{ seq?: number }> {
    return this.previews.run(user, payload);
  }
}
