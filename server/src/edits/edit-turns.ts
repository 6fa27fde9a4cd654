import { Injectable } from '@nestjs/common';
import { AppError, toAppError } from '../common/index.js';
import { isLockTimeout } from '../prisma/index.js';

/** More would take connections from what is sent. */
const MAX_STATEMENTS = 2;
const MAX_WAITING = 2_000;

interface Waiting {
  run: () => Promise<void>;
  reject: (error: AppError) => void;
}

/**
 * Whose turn it is to change messages: in each room one after the other, since a second statement would only wait for
 * the first one's lock, and few at a time, so that a room which somebody holds locked does not take all connections.
 */
@Injectable()
export class EditTurns {
  private readonly waiting = new Map<string, Waiting[]>();
  private readonly busyRooms = new Set<string>();
  private waitingCount = 0;

  /** @throws AppError `UNAVAILABLE` when too many wait, or the room is locked; and whatever the work throws */
  take<Result>(roomId: string, work: () => Promise<Result>): Promise<Result> {
    if (this.waitingCount >= MAX_WAITING)
      return Promise.reject(new AppError('UNAVAILABLE', 'The server is busy. Try again shortly.'));
    return new Promise((resolve, reject) => {
      const run = () =>
        work().then(resolve, (thrown: unknown) => this.fail(roomId, toAppError(thrown), reject));
      const ofRoom = this.waiting.get(roomId) ?? [];
      ofRoom.push({ run, reject });
      this.waiting.set(roomId, ofRoom);
      this.waitingCount += 1;
      this.start();
    });
  }

  /** The room that has waited longest comes first. */
  private start(): void {
    for (const [roomId, ofRoom] of this.waiting) {
      if (this.busyRooms.size >= MAX_STATEMENTS) return;
      if (this.busyRooms.has(roomId)) continue;
      const next = ofRoom.shift();
      this.waiting.delete(roomId);
      if (ofRoom.length > 0) this.waiting.set(roomId, ofRoom);
      if (!next) continue;
      this.waitingCount -= 1;
      this.busyRooms.add(roomId);
      void next.run().finally(() => {
        this.busyRooms.delete(roomId);
        this.start();
      });
    }
  }

  /** Whoever waits for a room that is locked has waited as long: nothing was written. */
  private fail(roomId: string, error: AppError, reject: (error: AppError) => void): void {
    reject(error);
    if (!isLockTimeout(error)) return;
    const ofRoom = this.waiting.get(roomId) ?? [];
    this.waiting.delete(roomId);
    this.waitingCount -= ofRoom.length;
    for (const waiting of ofRoom) waiting.reject(error);
  }
}
