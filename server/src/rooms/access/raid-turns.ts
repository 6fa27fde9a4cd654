import { Injectable } from '@nestjs/common';
import { LIMITS, ROLES } from '@chatket/contract';
import { LRUCache } from 'lru-cache';
import { AppError, Clock } from '../../common/index.js';
import { ServerRaid } from '../../users/index.js';

const MAX_TURNS = 50_000;

/** Who wants to write where. */
interface Writer {
  roomId: string;
  userId: string;
  role: number | null;
}

/**
 * Slow mode of all rooms while the server is in raid mode, beside that of rooms, which statements know: so rooms stay as
 * they were set. Each process counts what comes by it.
 */
@Injectable()
export class RaidTurns {
  /** When the next turn comes, by the monotonic clock. */
  private readonly next = new LRUCache<string, number>({ max: MAX_TURNS });

  constructor(
    private readonly raid: ServerRaid,
    private readonly clock: Clock,
  ) {}

  /**
   * Does it if it is their turn; what fails has cost none. Moderators and those above them do not wait.
   * @throws AppError `SLOW_MODE`
   */
  async take<T>({ roomId, userId, role }: Writer, write: () => Promise<T>): Promise<T> {
    if (!this.raid.isOn || (role ?? 0) >= ROLES.moderator) return write();
    const key = `${roomId} ${userId}`;
    const now = this.clock.monotonic();
    const retryAfterMs = (this.next.get(key) ?? now) - now;
    if (retryAfterMs > 0)
      throw new AppError('SLOW_MODE', 'It is not your turn to write yet.', { retryAfterMs });
    this.next.set(key, now + LIMITS.raidSlowMs);
    try {
      return await write();
    } catch (error) {
      this.next.delete(key);
      throw error;
    }
  }
}
