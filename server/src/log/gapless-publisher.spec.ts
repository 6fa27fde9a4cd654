import { afterEach, describe, expect, it } from '@jest/globals';
import type { LogEntry, Message } from '@chatket/contract';
import fc from 'fast-check';
import { EventBus } from '../events/index.js';
import { GaplessPublisher } from './gapless-publisher.js';
import { entriesCommitted, type Segment } from './log.events.js';
import { LogRepository } from './log.repository.js';

const roomId = 'kitchen';
const entry = (seq: number): LogEntry =>
  ({ messageId: `message-${String(seq)}`, roomId, seq, text: 'x' }) as Message;
const segment = (firstSeq: number, lastSeq = firstSeq): Segment => ({
  roomId,
  firstSeq,
  lastSeq,
  entries: Array.from({ length: lastSeq - firstSeq + 1 }, (_, index) => entry(firstSeq + index)),
});

/** A log that lies in memory and can fail: each read fails as often as it is told to. */
class MemoryLog extends LogRepository {
  headSeq = 0;
  failures = 0;
  /** Happens while a read is under way: after its snapshot, before its answer. */
  meanwhile: () => void = () => undefined;

  constructor() {
    super(undefined as never);
  }

  override async segmentAfter({ seq }: { seq: number }, limit: number): Promise<Segment> {
    const last = Math.min(this.headSeq, seq + limit);
    const { meanwhile } = this;
    this.meanwhile = () => undefined;
    await Promise.resolve();
    meanwhile();
    if (this.failures > 0) {
      this.failures -= 1;
      throw new Error('the database is away');
    }
    return last > seq ? segment(seq + 1, last) : { roomId, firstSeq: seq + 1, lastSeq: seq, entries: [] };
  }
}

const publishers: GaplessPublisher[] = [];
function scene() {
  const events = new EventBus();
  const log = new MemoryLog();
  const publisher = new GaplessPublisher(log, events);
  publishers.push(publisher);
  const seqs: number[] = [];
  const waiting = new Set<() => void>();
  events.on(entriesCommitted, ({ entries }) => {
    seqs.push(...entries.map(({ seq }) => seq));
    for (const look of waiting) look();
  });
  /** Resolves when the log was announced up to there. */
  const heard = (seq: number) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if ((seqs.at(-1) ?? 0) >= seq) resolve();
      };
      waiting.add(look);
      look();
    });
  const start = (headSeq: number) => {
    publisher.open(roomId);
    publisher.begin(roomId, headSeq);
  };
  return { publisher, log, seqs, heard, start };
}
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

afterEach(() => {
  for (const publisher of publishers.splice(0)) publisher.onModuleDestroy();
});

describe('the way out of a room', () => {
  it('tells everything once and in order, whatever is offered, lost or told late', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 30 }).chain((last) =>
          fc.record({
            last: fc.constant(last),
            told: fc.shuffledSubarray([...upTo(last), ...upTo(last)]),
            beginsAt: fc.nat(2 * last),
          }),
        ),
        async ({ last, told, beginsAt }) => {
          const { publisher, log, seqs, heard } = scene();
          log.headSeq = last;
          publisher.open(roomId);
          told.forEach((seq, index) => {
            if (index === beginsAt) publisher.begin(roomId, 0);
            publisher.offer(segment(seq));
          });
          if (beginsAt >= told.length) publisher.begin(roomId, 0);
          publisher.note(roomId, last);
          await heard(last);
          expect(seqs).toEqual(upTo(last));
        },
      ),
      { numRuns: 40, seed: Number(process.env.FUZZ_SEED ?? 1) },
    );
  });

  it('reads what an answer that was lost has left behind, also when the database is away at first', async () => {
    const { publisher, log, seqs, heard, start } = scene();
    start(0);
    log.headSeq = 3;
    log.failures = 1;
    publisher.offer(segment(3));
    await heard(3);
    expect(seqs).toEqual([1, 2, 3]);
  });

  it('reads on when more is missing than one read brings', async () => {
    const { publisher, log, seqs, heard, start } = scene();
    start(0);
    log.headSeq = 1_500;
    publisher.note(roomId, 1_500);
    await heard(1_500);
    expect(seqs).toEqual(upTo(1_500));
  });

  it('goes on where the database knows of nothing behind the head', async () => {
    const { publisher, seqs, heard, start } = scene();
    start(0);
    publisher.offer(segment(3));
    await heard(3);
    expect(seqs).toEqual([3]);
  });

  it('does not pass over what is committed while the database is asked', async () => {
    const { publisher, log, seqs, heard, start } = scene();
    start(0);
    publisher.note(roomId, 1);
    log.meanwhile = () => {
      log.headSeq = 3;
      publisher.offer(segment(3));
    };
    await heard(3);
    expect(seqs).toEqual([1, 2, 3]);
  });

  it('lets a sync wait until what it has read was told, and never for ever', async () => {
    const { publisher, log, seqs, start } = scene();
    start(0);
    log.headSeq = 2;
    await publisher.reach(roomId, 2);
    expect(seqs).toEqual([1, 2]);
    log.failures = 1;
    log.headSeq = 3;
    await publisher.reach(roomId, 3);
    const stuck = publisher.reach(roomId, 9);
    publisher.onModuleDestroy();
    await stuck;
    await publisher.reach(roomId, 10);
  });

  it('tells nobody of a room whose head could not be read, and begins anew with the next', () => {
    const { publisher, seqs, start } = scene();
    publisher.open(roomId);
    publisher.offer(segment(7));
    publisher.abandon(roomId);
    expect(seqs).toEqual([]);
    start(7);
    publisher.offer(segment(8));
    expect(seqs).toEqual([8]);
  });

  it('waits for the last of several who read the head', () => {
    const { publisher, seqs } = scene();
    publisher.open(roomId);
    publisher.open(roomId);
    publisher.offer(segment(7));
    publisher.abandon(roomId);
    publisher.begin(roomId, 6);
    expect(seqs).toEqual([7]);
  });
});
