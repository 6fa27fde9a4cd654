import { Injectable } from '@nestjs/common';
import type { Ban, UserRef } from '@chatket/contract';
import { isId, READABLE_TIME } from '../../common/index.js';
import { RoomAccess } from '../../rooms/access/index.js';
import { type BanKey, BanRepository, type StoredBan } from './ban.repository.js';
import { decodeCursor, encodeCursor } from './cursor.js';

export interface BansPage {
  bans: Ban[];
  /** Missing on the last page. */
  nextCursor?: string;
}

/** Who may not come into a room; for moderators. */
@Injectable()
export class Bans {
  constructor(
    private readonly access: RoomAccess,
    private readonly bans: BanRepository,
  ) {}

  /** The newest first. @throws AppError `ROOM_NOT_FOUND`, `NOT_A_MEMBER`, `FORBIDDEN`, `VALIDATION` */
  async page(
    actor: UserRef,
    roomId: string,
    { cursor, limit }: { cursor?: string | undefined; limit: number },
  ): Promise<BansPage> {
    await this.access.require(actor, roomId, 'moderate');
    const rows = await this.bans.page(roomId, cursor === undefined ? undefined : keyOf(cursor), limit + 1);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      bans: shown.map(toBan),
      ...(rows.length > limit &&
        last && { nextCursor: encodeCursor([last.createdAt.toISOString(), last.userId]) }),
    };
  }

  /** Lets somebody come in again. Twice is once. @throws AppError `ROOM_NOT_FOUND`, `NOT_A_MEMBER`, `FORBIDDEN`, `FIXED_PEOPLE` */
  async lift(actor: UserRef, roomId: string, userId: string): Promise<void> {
    await this.access.require(actor, roomId, 'remove');
    await this.bans.lift(roomId, userId, actor.id);
  }
}

function toBan({ userId, username, byId, byName, createdAt, until, reason }: StoredBan): Ban {
  return {
    user: { id: userId, username },
    by: { id: byId, username: byName },
    createdAt: createdAt.toISOString(),
    ...(until && { until: until.toISOString() }),
    ...(reason !== null && { reason }),
  };
}

function keyOf(cursor: string): BanKey {
  const [createdAt, userId] = decodeCursor(cursor, isKey);
  return { createdAt: new Date(createdAt), userId };
}

function isKey(parts: unknown[]): parts is [string, string] {
  const [createdAt, userId] = parts;
  if (typeof createdAt !== 'string' || !READABLE_TIME.test(createdAt)) return false;
  return !Number.isNaN(Date.parse(createdAt)) && isId(userId);
}
