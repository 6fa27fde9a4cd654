import { Injectable } from '@nestjs/common';
import type { PresencePing } from '@chatket/contract';
import { AppError } from '../common/index.js';
import type { Connection } from '../realtime/index.js';
import { LastSeen } from '../members/index.js';
import { RoomAccess } from '../rooms/access/index.js';
import { PresenceService } from './presence.service.js';

/**
 * Notes that somebody is looking, and tells the heads of the rooms the connection is in, so that a client finds out
 * that it missed the end of a room. Whether somebody is online is not decided here: the engine's heartbeat does that.
 */
@Injectable()
export class Ping {
  constructor(
    private readonly lastSeen: LastSeen,
    private readonly access: RoomAccess,
    private readonly presence: PresenceService,
  ) {}

  /** Heads by room id; empty while the database cannot be asked. */
  async run(connection: Connection, { roomId, isIdle }: PresencePing): Promise<Record<string, number>> {
    const rooms = connection.rooms();
    if (isIdle !== undefined) this.presence.setIdle(connection, isIdle);
    this.lastSeen.touch(
      connection.user.id,
      roomId === undefined ? rooms : rooms.filter((id) => id === roomId),
    );
    const ranges = await this.access.readableRanges(connection.user.id, rooms).catch((error: unknown) => {
      if (error instanceof AppError && error.isRetryable) return new Map<string, never>();
      throw error;
    });
    return Object.fromEntries([...ranges].map(([id, { headSeq }]) => [id, headSeq]));
  }
}
