import {
  isChange,
  messageOf,
  type LogEntry,
  type Message,
  type RoomLog,
  type RoomSyncResult,
  revOf,
} from '@chatket/contract';
import type { Device } from './device.js';

/**
 * What a client knows of one room: states by id, each in place unless a newer one is there. It is as simple as a client
 * of the log can be, and tells when it was told wrongly.
 */
export class RoomCopy {
  readonly states = new Map<string, Message>();
  cursor = 0;
  epoch: string | undefined;
  /** Seqs of the entries that were heard, in the order of hearing, since the copy was last begun anew. */
  heard: number[] = [];
  private device: Device | undefined;
  private readonly waiting = new Set<{ seq: number; resolve: () => void }>();

  constructor(private readonly roomId: string) {}

  /** Follows the room on that device from where the copy stands, until nothing more is missing. */
  async follow(device: Device): Promise<RoomSyncResult[]> {
    this.device = device;
    device.socket.on('room:log', ({ roomId, entries }: RoomLog) => {
      if (roomId === this.roomId && this.device === device) for (const entry of entries) this.take(entry);
    });
    const results: RoomSyncResult[] = [];
    for (;;) {
      const before = this.heard.length;
      const asked = { roomId: this.roomId, lastSeq: this.cursor, ...(this.epoch && { epoch: this.epoch }) };
      const { results: answers } = await device.tell('rooms:sync', { rooms: [asked] });
      const [result] = answers;
      if (!result) throw new Error('the room was left out');
      results.push(result);
      if (result.reset) this.restart(this.heard.slice(before), result);
      this.cursor = Math.max(this.cursor, result.lastSeq);
      this.epoch = result.epoch;
      if (!result.hasMore) return results;
    }
  }

  /** Resolves when the log has been told up to there. */
  reached(seq: number): Promise<void> {
    if (this.cursor >= seq) return Promise.resolve();
    return new Promise((resolve) => this.waiting.add({ seq, resolve }));
  }

  /** The room as this copy would show it, oldest first. */
  shown(): Message[] {
    return [...this.states.values()].sort((one, other) => one.seq - other.seq);
  }

  private take(entry: LogEntry): void {
    this.heard.push(entry.seq);
    this.cursor = Math.max(this.cursor, entry.seq);
    for (const waiting of this.waiting) if (waiting.seq <= this.cursor) waiting.resolve();
    const message = messageOf(entry);
    if (!message) return;
    const known = this.states.get(message.messageId);
    // A change of a message that is not here tells nothing: a page would bring it.
    if (isChange(entry) && !known) return;
    if (!known || revOf(known) <= revOf(message)) this.states.set(message.messageId, message);
    for (const state of this.states.values()) {
      if (state.replyTo?.id !== message.messageId || state.replyTo.rev >= revOf(message)) continue;
      if (state.replyTo.isHidden) continue;
      const { messageId: id, seq, text, sender, deleted } = message;
      const replyTo = {
        id,
        seq,
        text,
        sender,
        rev: revOf(message),
        ...(deleted && { isDeleted: true as const }),
      };
      this.states.set(state.messageId, { ...state, replyTo });
    }
  }

  private restart(kept: number[], result: RoomSyncResult): void {
    const seqs = new Set(kept);
    for (const [id, { seq }] of this.states) if (!seqs.has(seq)) this.states.delete(id);
    this.heard = kept;
    this.cursor = result.lastSeq;
  }
}
