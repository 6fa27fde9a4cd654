import { WebSocketGateway } from '@nestjs/websockets';
import type { SharedDraft } from '@chatket/contract';
import { type Connection, OnClientEvent } from '../realtime/index.js';
import { DraftSaveDto } from './drafts.dto.js';
import { Drafts } from './drafts.js';

@WebSocketGateway()
export class DraftsGateway {
  constructor(private readonly drafts: Drafts) {}

  @OnClientEvent('draft:save', DraftSaveDto)
  async save(connection: Connection, payload: DraftSaveDto): Promise<{ draft: SharedDraft }> {
    return { draft: await this.drafts.save(connection, payload) };
  }
}
