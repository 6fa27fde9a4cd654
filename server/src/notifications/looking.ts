import { Injectable } from '@nestjs/common';
import type { Look } from '@chatket/contract';
import type { Connection } from '../realtime/index.js';
import { RoomAccess } from '../rooms/access/index.js';
import { Looks } from './looks.js';

/** Notes what people have before their eyes: of that nobody need tell them. Volatile, and told to nobody. */
@Injectable()
export class Looking {
  constructor(
    private readonly looks: Looks,
    private readonly access: RoomAccess,
  ) {}

  /** @throws AppError `NOT_A_MEMBER`, where the connection is not in the room */
  async look(connection: Connection, { roomId }: Look): Promise<Record<string, never>> {
    if (roomId !== undefined) this.access.requireInside(connection, roomId, 'follow');
    // It may have closed while it was asked.
    if (connection.isOpen) await this.looks.look({ id: connection.id, userId: connection.user.id }, roomId);
    return {};
  }

  leave(connection: Connection): Promise<void> {
    return this.looks.leave(connection.id);
  }
}
