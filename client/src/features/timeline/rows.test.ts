import { describe, expect, it } from 'vitest';
import { alice, bob, messageAt } from '../../testing';
import { sliceAround } from './row-window';
import { createRowBuilder, type Row, type RowsInput } from './rows';

const at = (minute: number, day = 12) => new Date(2026, 2, day, 14, minute).toISOString();
const kinds = (rows: readonly Row[]) =>
  rows.map((row) => ('isFirst' in row ? `${row.kind}${row.isFirst ? '+' : ''}` : row.kind));
const input = (changes: Partial<RowsInput>): RowsInput => ({
  messages: [],
  lines: [],
  pending: [],
  me: alice,
  unread: undefined,
  isDetached: false,
  ...changes,
});
const build = (changes: Partial<RowsInput>) => createRowBuilder()(input(changes));
const queued = (clientMsgId: string, minute: number) => ({
  clientMsgId,
  roomId: 'r',
  text: 'mine',
  order: new Date(at(minute)).getTime(),
  state: { kind: 'queued' as const },
});

describe('rows', () => {
  it('are none where there is no message', () => {
    expect(build({})).toEqual([]);
  });

  it('group one author within five minutes', () => {
    const messages = [
      messageAt(1, { createdAt: at(0) }),
      messageAt(2, { createdAt: at(4) }),
      messageAt(3, { createdAt: at(9) }),
      messageAt(4, { createdAt: at(9), sender: alice }),
    ];
    expect(kinds(build({ messages }))).toEqual([
      'head',
      'day',
      'message+',
      'message',
      'message+',
      'message+',
    ]);
  });

  it('take over a state that a message has by now, and stay the same rows otherwise', () => {
    const builder = createRowBuilder();
    const messages = [1, 2, 3].map((seq) => messageAt(seq, { createdAt: at(seq) }));
    const before = builder(input({ messages }));
    const changed = { ...messageAt(2, { createdAt: at(2) }), text: 'changed', rev: 4 };
    const after = builder(input({ messages: messages.with(1, changed) }));
    expect(kinds(after)).toEqual(kinds(before));
    expect(after.map((row) => row.key)).toEqual(before.map((row) => row.key));
    expect(after.flatMap((row) => (row.kind === 'message' ? [row.message.text] : []))).toEqual([
      'text 1',
      'changed',
      'text 3',
    ]);
    const isOther = (row: Row, place: number) => row.kind === 'message' && row !== before[place];
    expect(after.filter(isOther)).toHaveLength(1);
    const last = { ...changed, text: 'changed again', rev: 5 };
    const longer = builder(
      input({ messages: [...messages.with(1, last), messageAt(6, { createdAt: at(6) })] }),
    );
    expect(longer.flatMap((row) => (row.kind === 'message' ? [row.message.text] : []))).toEqual([
      'text 1',
      'changed again',
      'text 3',
      'text 6',
    ]);
  });

  it('are built anew where one has left and another has come, however many there are', () => {
    const builder = createRowBuilder();
    const [one, two, three, four] = [1, 2, 3, 4].map((seq) => messageAt(seq, { createdAt: at(seq) }));
    if (!one || !two || !three || !four) throw new Error('four were made');
    builder(input({ messages: [one, two, four] }));
    expect(builder(input({ messages: [one, three, four] }))).toEqual(build({ messages: [one, three, four] }));
  });

  it('do not open the news with what was deleted', () => {
    const gone = messageAt(2, { createdAt: at(1), text: '', deleted: { at: at(1), by: bob } });
    const messages = [messageAt(1, { createdAt: at(0) }), gone, messageAt(3, { createdAt: at(2) })];
    const rows = build({ messages, unread: { from: 1, upTo: 3 } });
    const news = rows.findIndex(({ kind }) => kind === 'new');
    expect(rows[news + 1]).toMatchObject({ message: { seq: 3 } });
  });

  it('begin a new group with each day', () => {
    const messages = [messageAt(1, { createdAt: at(0, 11) }), messageAt(2, { createdAt: at(0, 12) })];
    expect(kinds(build({ messages }))).toEqual(['head', 'day', 'message+', 'day', 'message+']);
  });

  it('mark the first message of another person that was waiting', () => {
    const messages = [
      messageAt(1, { createdAt: at(0) }),
      messageAt(2, { createdAt: at(1), sender: alice }),
      messageAt(3, { createdAt: at(2) }),
      messageAt(4, { createdAt: at(2) }),
    ];
    const rows = build({ messages, unread: { from: 1, upTo: 4 } });
    expect(kinds(rows)).toEqual(['head', 'day', 'message+', 'message+', 'new', 'message+', 'message']);
  });

  it('do not mark what arrives while the room is open', () => {
    const messages = [messageAt(1, { createdAt: at(0) }), messageAt(2, { createdAt: at(1) })];
    expect(kinds(build({ messages, unread: { from: 1, upTo: 1 } }))).not.toContain('new');
  });

  it('show my unsent messages last, and once when their copy has arrived', () => {
    const messages = [
      messageAt(1, { createdAt: at(0), sender: bob }),
      messageAt(2, { createdAt: at(1), sender: alice, clientMsgId: 'a' }),
    ];
    const rows = build({ messages, pending: [queued('a', 1), queued('b', 2)] });
    expect(kinds(rows)).toEqual(['head', 'day', 'message+', 'message+', 'pending']);
  });

  it('keep the key of a message when it turns from unsent to stored', () => {
    const before = build({ pending: [queued('a', 1)] }).at(-1);
    const after = build({
      messages: [messageAt(1, { createdAt: at(1), sender: alice, clientMsgId: 'a' })],
    }).at(-1);
    expect(before?.key).toBe(after?.key);
  });

  it('of the past end with a gap and without my unsent messages', () => {
    const rows = build({ messages: [messageAt(1)], pending: [queued('a', 1)], isDetached: true });
    expect(kinds(rows)).toEqual(['head', 'day', 'message+', 'tail']);
  });

  it('are the same whether built at once or bit by bit', () => {
    const messages = Array.from({ length: 60 }, (_, index) =>
      messageAt(index + 1, {
        createdAt: at(index * 3, 11 + Math.floor(index / 20)),
        sender: index % 3 === 0 ? alice : bob,
      }),
    );
    const unread = { from: 30, upTo: 50 };
    const builder = createRowBuilder();
    for (const [start, end] of [
      [20, 25],
      [20, 40],
      [20, 60],
    ] as const) {
      const part = messages.slice(start, end);
      expect(builder(input({ messages: part, unread }))).toEqual(build({ messages: part, unread }));
    }
  });

  it('keep the head of the message that stood first when older ones come in above', () => {
    const builder = createRowBuilder();
    const messages = [1, 2, 3, 4].map((seq) => messageAt(seq, { createdAt: at(0) }));
    builder(input({ messages: messages.slice(2) }));
    expect(kinds(builder(input({ messages })))).toEqual([
      'head',
      'day',
      'message+',
      'message',
      'message+',
      'message',
    ]);
  });

  it('that were there stay the same objects when a message is added', () => {
    const builder = createRowBuilder();
    const messages = [messageAt(1), messageAt(2)];
    const before = builder(input({ messages }));
    const after = builder(input({ messages: [...messages, messageAt(3)] }));
    expect(before.slice(1).every((row, index) => row === after[index + 1])).toBe(true);
  });

  it('of ten thousand messages are built from the new one only, and 180 of them are drawn', () => {
    let reads = 0;
    const watched = Array.from({ length: 10_001 }, (_, index) => {
      const message = messageAt(index + 1);
      Object.defineProperty(message, 'createdAt', {
        get: () => {
          reads += 1;
          return at(0);
        },
      });
      return message;
    });
    const builder = createRowBuilder();
    const before = builder(input({ messages: watched.slice(0, 10_000) }));
    expect(reads).toBeGreaterThanOrEqual(10_000);
    reads = 0;
    const after = builder(input({ messages: watched }));
    expect(reads).toBe(1);
    expect(after).toHaveLength(before.length + 1);
    for (const center of [{ kind: 'end' }, { kind: 'row', key: after[5_000]?.key ?? '' }] as const) {
      const { start, end } = sliceAround(after, center);
      expect(end - start).toBe(180);
    }
  });
});

describe('lines between the messages', () => {
  const carol = { id: 'u-carol', username: 'carol' };
  const line = (seq: number, changes: object = {}) =>
    ({
      seq,
      kind: 'member',
      what: 'joined',
      at: messageAt(seq).createdAt,
      user: bob,
      role: 0,
      ...changes,
    }) as const;
  const linesOf = (rows: readonly Row[]) =>
    rows.flatMap((row) => (row.kind === 'line' ? [row.lines.map(({ seq }) => seq)] : []));

  it('stand where they happened, and end a group', () => {
    const rows = build({ messages: [messageAt(1), messageAt(3)], lines: [line(2)] });
    expect(kinds(rows)).toEqual(['head', 'day', 'message+', 'line', 'message+']);
  });

  it('are one row where several people did the same one after the other', () => {
    const lines = [line(2), line(3, { user: carol }), line(4, { what: 'role', role: 1, by: alice })];
    expect(linesOf(build({ messages: [messageAt(1)], lines }))).toEqual([[2, 3], [4]]);
    const interrupted = build({ messages: [messageAt(3)], lines: [line(2), line(4, { user: carol })] });
    expect(linesOf(interrupted)).toEqual([[2], [4]]);
  });

  it('are the same whether they come one by one or all at once', () => {
    const builder = createRowBuilder();
    const all = [line(2), line(3, { user: carol }), line(5)];
    const messages = [messageAt(1), messageAt(4)];
    for (const upTo of [1, 2, 3, 4])
      builder(
        input({
          messages: messages.filter(({ seq }) => seq <= upTo),
          lines: all.filter(({ seq }) => seq <= upTo),
        }),
      );
    expect(builder(input({ messages, lines: all }))).toEqual(build({ messages, lines: all }));
  });

  it('are nothing that is new', () => {
    const unread = { from: 1, upTo: 3 };
    expect(kinds(build({ messages: [messageAt(1)], lines: [line(2), line(3)], unread }))).not.toContain(
      'new',
    );
  });
});
