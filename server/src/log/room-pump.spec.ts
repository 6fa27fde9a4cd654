import { describe, expect, it } from '@jest/globals';
import type { LogEntry, Message } from '@chatket/contract';
import fc from 'fast-check';
import type { Segment } from './log.events.js';
import { RoomPump } from './room-pump.js';

const roomId = 'kitchen';
const entry = (seq: number, text = 'x'): LogEntry =>
  ({ messageId: `message-${String(seq)}`, roomId, seq, text }) as Message;
/** Everything from one seq to another; those in `gone` were compacted. */
const segment = (
  firstSeq: number,
  lastSeq: number,
  { gone = new Set<number>(), text = 'x' } = {},
): Segment => ({
  roomId,
  firstSeq,
  lastSeq,
  entries: Array.from({ length: lastSeq - firstSeq + 1 }, (_, index) => firstSeq + index)
    .filter((seq) => !gone.has(seq))
    .map((seq) => entry(seq, text)),
});
const spans = (segments: readonly Segment[]) => segments.map(({ firstSeq, lastSeq }) => [firstSeq, lastSeq]);

/** The log cut into statements, told in any order, some of them twice and some not at all. */
const histories = fc
  .record({
    head: fc.nat(50),
    lengths: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 40 }),
    gone: fc.array(fc.nat(400), { maxLength: 40 }),
  })
  .chain(({ head, lengths, gone }) => {
    let last = head;
    const statements = lengths.map((length) => {
      const first = last + 1;
      last += length;
      return segment(first, last, { gone: new Set(gone) });
    });
    return fc.record({
      head: fc.constant(head),
      log: fc.constant(segment(head + 1, last, { gone: new Set(gone) })),
      told: fc.shuffledSubarray([...statements, ...statements]),
      beginsAt: fc.nat(2 * statements.length),
      readsAt: fc.array(fc.nat(2 * statements.length), { maxLength: 5 }),
    });
  });

/** Each segment right behind the one before it, with exactly the entries of the log. */
function expectGapless(announced: readonly Segment[], head: number): void {
  let last = head;
  for (const { firstSeq, lastSeq, entries } of announced) {
    expect(firstSeq).toBe(last + 1);
    expect(lastSeq).toBeGreaterThanOrEqual(firstSeq);
    for (const { seq } of entries) expect(seq >= firstSeq && seq <= lastSeq).toBe(true);
    last = lastSeq;
  }
}

describe('the order of a room', () => {
  it('is that of its log, each entry once and without a hole, whatever comes when', () => {
    fc.assert(
      fc.property(histories, ({ head, log, told, beginsAt, readsAt }) => {
        const pump = new RoomPump();
        const announced: Segment[] = [];
        let known = head;
        told.forEach((each, index) => {
          if (index === beginsAt) announced.push(...pump.begin(head));
          announced.push(...pump.take(each));
          known = Math.max(known, each.lastSeq);
          const from = pump.announcedSeq;
          // What is missing is read: everything up to what is known to be there.
          if (readsAt.includes(index) && from !== undefined && pump.hasHole)
            announced.push(
              ...pump.take({
                ...log,
                firstSeq: from + 1,
                lastSeq: known,
                entries: log.entries.filter(({ seq }) => seq > from && seq <= known),
              }),
            );
          expectGapless(announced, head);
        });
        announced.push(...pump.begin(head));
        const from = pump.announcedSeq ?? head;
        expect(pump.hasHole).toBe(known > from);
        if (known > from)
          announced.push(
            ...pump.take({
              ...log,
              firstSeq: from + 1,
              entries: log.entries.filter(({ seq }) => seq > from),
            }),
          );
        expectGapless(announced, head);
        const last = announced.at(-1)?.lastSeq ?? head;
        expect(last).toBeGreaterThanOrEqual(known);
        expect(announced.flatMap(({ entries }) => entries)).toEqual(
          log.entries.filter(({ seq }) => seq <= last),
        );
        expect(pump.hasHole).toBe(false);
      }),
      { numRuns: 500, seed: Number(process.env.FUZZ_SEED ?? 1) },
    );
  });

  it('holds nothing back that comes in order', () => {
    const pump = new RoomPump();
    expect(pump.begin(3)).toEqual([]);
    expect(spans(pump.take(segment(4, 6)))).toEqual([[4, 6]]);
    expect(pump.hasHole).toBe(false);
  });

  it('waits for its head: what was offered before goes on when that is known', () => {
    const pump = new RoomPump();
    expect(pump.take(segment(6, 7))).toEqual([]);
    expect(pump.take(segment(5, 5))).toEqual([]);
    expect(spans(pump.begin(5))).toEqual([[6, 7]]);
  });

  it('keeps only so much that came early, and knows that the rest is there', () => {
    const pump = new RoomPump();
    pump.begin(0);
    for (let seq = 2; seq < 200; seq += 1) expect(pump.take(segment(seq, seq))).toEqual([]);
    const long = 'x'.repeat(600_000);
    for (let seq = 200; seq < 210; seq += 1) pump.take(segment(seq, seq, { text: long }));
    pump.take(segment(1, 1));
    expect(pump.hasHole).toBe(true);
    expect(pump.take(segment(2, 209)).at(-1)?.lastSeq).toBe(209);
    expect(pump.hasHole).toBe(false);
  });
});
