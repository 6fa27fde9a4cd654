import { describe, expect, it } from '@jest/globals';
import {
  isMessageChange,
  messageOf,
  type LogEntry,
  type Message,
  type MessageChange,
  revOf,
} from '@chatket/contract';
import fc from 'fast-check';
import { LogTail } from './log-tail.js';

const roomId = 'kitchen';
const sender = { id: 'a', username: 'alice' };
const LIMIT = 100;

type Step = { kind: 'send' | 'reply' | 'edit' | 'delete' | 'pin'; pick: number };

/** A room as the database has it: rows as they are now, and what happened in order. */
class Room {
  readonly rows: Message[] = [];
  readonly log: LogEntry[] = [];

  take({ kind, pick }: Step): LogEntry {
    const seq = this.log.length + 1;
    const target = this.rows[pick % Math.max(1, this.rows.length)];
    const entry =
      kind === 'send' || !target || target.deleted
        ? this.store(seq)
        : kind === 'reply'
          ? this.store(seq, target)
          : this.change(seq, target, kind);
    this.log.push(entry);
    return entry;
  }

  /** A message with its quote as it is now. */
  now(message: Message): Message {
    const { replyTo, ...rest } = message;
    const quoted = replyTo && this.rows.find(({ messageId }) => messageId === replyTo.id);
    if (!quoted) return rest;
    const { messageId: id, seq, text, deleted } = quoted;
    return {
      ...rest,
      replyTo: { id, seq, text, sender, rev: revOf(quoted), ...(deleted && { isDeleted: true as const }) },
    };
  }

  private store(seq: number, quoted?: Message): Message {
    const replyTo = quoted && { id: quoted.messageId, seq: quoted.seq, text: '', sender, rev: 0 };
    const message = {
      messageId: `message-${String(seq)}`,
      roomId,
      seq,
      text: `secret ${String(seq)}`,
      createdAt: '',
      sender,
      clientMsgId: '',
      ...(replyTo && { replyTo }),
    };
    this.rows.push(message);
    return this.now(message);
  }

  private change(seq: number, target: Message, kind: 'edit' | 'delete' | 'pin'): MessageChange {
    const { replyTo, ...rest } = target;
    const changed: Message = {
      ...rest,
      ...(replyTo && { replyTo }),
      rev: seq,
      ...(kind !== 'pin' && { text: kind === 'edit' ? `secret ${String(seq)}` : '' }),
      ...(kind === 'delete' && { deleted: { at: '', by: sender } }),
    };
    this.rows[this.rows.indexOf(target)] = changed;
    const what = ({ edit: 'edited', delete: 'deleted', pin: 'pinned' } as const)[kind];
    return { seq, kind: 'message', what, at: '', by: sender, message: this.now(changed) };
  }
}

const step = fc.record({
  kind: fc.constantFrom<Step['kind'][]>('send', 'send', 'reply', 'edit', 'delete', 'pin'),
  pick: fc.nat(1_000),
});

describe('what is remembered of a room', () => {
  it('is what the database would tell: present states, the last change of each and all lines, no text that is gone', () => {
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 400 }),
        fc.nat(50),
        fc.array(fc.nat(400), { minLength: 1, maxLength: 6 }),
        (steps, begin, cursors) => {
          const room = new Room();
          const tail = new LogTail();
          steps.forEach((each, index) => {
            const entry = room.take(each);
            if (index < begin) return;
            tail.append({ roomId, firstSeq: entry.seq, lastSeq: entry.seq, entries: [entry] });
          });
          const headSeq = room.log.length;
          for (const cursor of cursors.map((each) => each % (headSeq + 1))) {
            const page = tail.after(cursor, headSeq, LIMIT);
            if (!page) continue;
            const lastOf = new Map(
              room.log.filter(isMessageChange).map(({ message, seq }) => [message.messageId, seq]),
            );
            const behind = room.log.filter(
              (entry) =>
                entry.seq > cursor &&
                (!isMessageChange(entry) ||
                  entry.what === 'pinned' ||
                  (entry.message.seq <= cursor && lastOf.get(entry.message.messageId) === entry.seq)),
            );
            const stateOf = (id: string) => {
              const row = room.rows.find(({ messageId }) => messageId === id);
              return row && room.now(row);
            };
            expect(page.hasMore).toBe(behind.length > LIMIT);
            expect(page.entries).toEqual(
              behind
                .slice(0, LIMIT)
                .map((entry) =>
                  isMessageChange(entry)
                    ? { ...entry, message: stateOf(entry.message.messageId) }
                    : stateOf(messageOf(entry)?.messageId ?? ''),
                ),
            );
          }
        },
      ),
      { numRuns: 150, seed: Number(process.env.FUZZ_SEED ?? 1) },
    );
  });

  it('weighs what hangs on a message as well as its text', () => {
    const tail = new LogTail();
    const users = Array.from({ length: 20 }, (_, index) => ({ id: String(index), username: 'u'.repeat(32) }));
    const reactions = Array.from({ length: 20 }, (_, index) => ({ emoji: String(index), count: 20, users }));
    for (let seq = 1; seq <= 100; seq += 1) {
      const message = {
        messageId: String(seq),
        roomId,
        seq,
        text: 'x',
        createdAt: '',
        sender,
        clientMsgId: '',
      };
      tail.append({ roomId, firstSeq: seq, lastSeq: seq, entries: [{ ...message, reactions }] });
    }
    expect(tail.after(0, 100, LIMIT)).toBeUndefined();
    expect(tail.after(99, 100, LIMIT)?.entries).toHaveLength(1);
  });

  it('forgets a single entry that is larger than all it may remember, and goes on', () => {
    const tail = new LogTail();
    const message = { messageId: '1', roomId, seq: 1, createdAt: '', sender, clientMsgId: '' };
    tail.append({ roomId, firstSeq: 1, lastSeq: 1, entries: [{ ...message, text: 'x'.repeat(100_000) }] });
    expect(tail.after(0, 1, LIMIT)).toBeUndefined();
    tail.append({
      roomId,
      firstSeq: 2,
      lastSeq: 2,
      entries: [{ ...message, messageId: '2', seq: 2, text: 'x' }],
    });
    expect(tail.after(1, 2, LIMIT)?.entries).toHaveLength(1);
  });
});
