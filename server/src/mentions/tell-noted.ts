import { Injectable } from '@nestjs/common';
import { Fanout } from '../realtime/index.js';
import type { Noted } from './note-spoken-to.js';

/** Tells people that a message counts for them for a reason that is theirs only, or no longer does. */
@Injectable()
export class TellNoted {
  constructor(private readonly fanout: Fanout) {}

  /** After the commit. Repeating it is harmless. */
  tell({ roomId, messageId }: { roomId: string; messageId: string }, told: Noted | undefined): void {
    if (!told) return;
    const { seq, noted, gone, mentions } = told;
    const message = { roomId, messageId, seq };
    for (const userId of noted ?? []) this.say(userId, message, true);
    // Whoever is named instead, or spoken to with all others, still is.
    if (mentions?.everyone === 'all') return;
    const named = new Set(mentions?.people?.map(({ id }) => id));
    for (const userId of (gone ?? []).filter((id) => !named.has(id))) this.say(userId, message, false);
  }

  private say(
    userId: string,
    { roomId, messageId, seq }: { roomId: string; messageId: string; seq: number },
    on: boolean,
  ): void {
    this.fanout.toUser({ userId, modes: ['log'] }, 'mention:noted', { roomId, messageId, seq, on });
  }
}
