import { Injectable } from '@nestjs/common';
import type { UserRef } from '@chatket/contract';
import { LRUCache } from 'lru-cache';

/** What one person did, of a change that many may have made together. */
export interface ReactionStep {
  messageId: string;
  emoji: string;
  user: UserRef;
  isOn: boolean;
}

const MAX_CHANGES = 2_000;
/** Of all of them together. */
const MAX_STEPS = 20_000;

/**
 * Of the newest changes each person's part, for those who hear of people and not of states. It stands beside the log
 * and not in it: a change that has to be read again knows only what came of it.
 */
@Injectable()
export class ChangeSteps {
  private readonly steps = new LRUCache<string, readonly ReactionStep[]>({
    max: MAX_CHANGES,
    maxSize: MAX_STEPS,
    sizeCalculation: ({ length }) => Math.max(1, length),
  });

  /** Before the change goes out. */
  note({ roomId, seq }: { roomId: string; seq: number }, steps: readonly ReactionStep[]): void {
    this.steps.set(keyOf(roomId, seq), steps);
  }

  of(roomId: string, seq: number): readonly ReactionStep[] {
    return this.steps.get(keyOf(roomId, seq)) ?? [];
  }
}

function keyOf(roomId: string, seq: number): string {
  return `${roomId} ${String(seq)}`;
}
