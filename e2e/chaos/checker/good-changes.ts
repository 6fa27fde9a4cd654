import type { Held, HistoryEvent, StoredMessage } from '../history';
import { lineOf } from '../message-state';
import { ALICE, BOB, idAt, keyAt, markAt, MESSAGES, ROOM, SEQS, timeAt } from './good-names';
import { LINES, REMOVALS } from './good-removals';

export const VERSION = '~alice/1~1';
/** What is done to the messages of a good run: one is edited, bob reacts to another, one is deleted. */
export const CHANGES = [
  { seq: 7, what: 'edited', id: idAt(2), user: ALICE, wish: { what: 'edit', version: VERSION } },
  { seq: 8, what: 'reacted', id: idAt(3), user: BOB, wish: { what: 'react', emoji: '👍', on: true } },
  { seq: 9, what: 'deleted', id: idAt(4), user: ALICE, wish: { what: 'delete' } },
] as const;
export const HEAD = MESSAGES + CHANGES.length + REMOVALS.length;

/** The messages as they are then; the last one answers the deleted one. */
export function goodRows(): StoredMessage[] {
  return SEQS.map((seq) => {
    const isDeleted = seq === 4;
    const version = seq === 2 ? VERSION : '';
    const rev = CHANGES.find(({ id }) => id === idAt(seq))?.seq ?? seq;
    const mark = isDeleted ? '' : markAt(seq);
    return {
      room: ROOM,
      seq,
      id: idAt(seq),
      user: ALICE,
      key: keyAt(seq),
      mark,
      version,
      isDeleted,
      // The fifth is said in the thread of the first, the last one names bob.
      ...(seq === 5 && { thread: idAt(1) }),
      isInRoom: seq !== 5,
      names: seq === 6 ? [BOB] : [],
      at: timeAt(seq) * 1_000,
      line: lineOf({
        rev,
        id: idAt(seq),
        text: version === '' ? mark : `${mark} ${version}`,
        isEdited: version !== '',
        deletedBy: isDeleted ? ALICE : undefined,
        reactions: seq === 3 ? [{ emoji: '👍', users: [BOB] }] : [],
        quote: seq === 6 ? { id: idAt(4), rev: 9, text: '', isDeleted: true } : undefined,
      }),
    };
  });
}

export function statesOf(rows: readonly StoredMessage[]): Held[] {
  return rows.map(({ seq, line }) => [seq, line] as const);
}

/** A change is asked for, without an answer and then with one, and told to those who take changes. */
export function changed({ seq, what, id, user, wish }: (typeof CHANGES)[number]): HistoryEvent[] {
  const client = `${user}/1`;
  const made = (op: string): HistoryEvent => ({ k: 'wish', op, client, user, room: ROOM, id, ...wish });
  return [
    made(`${String(seq)}a`),
    { k: 'refused', op: `${String(seq)}a`, code: 'TOO_MANY_REQUESTS' },
    made(`${String(seq)}b`),
    { k: 'granted', op: `${String(seq)}b`, seq },
    ...['alice/1', 'bob/1'].map((each): HistoryEvent => ({
      k: 'deliver',
      client: each,
      room: ROOM,
      list: [],
      changes: [[seq, what, id, seq]],
      cursor: seq,
    })),
  ];
}

/** What a newcomer is told behind the third message, and what the deleted message is said to have been. */
export function told(): HistoryEvent[] {
  const rows = goodRows();
  const changes = CHANGES.slice(0, 2).map(({ seq, what, id }) => ({
    what: [seq, what, id, seq] as const,
    line: rows.find((row) => row.id === id)?.line ?? '',
  }));
  return [
    { k: 'synced', room: ROOM, from: 3, messages: statesOf(rows.slice(3)), changes, lines: LINES },
    { k: 'revisions', room: ROOM, id: idAt(4), texts: [] },
  ];
}
