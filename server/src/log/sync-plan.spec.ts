import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import type { Message, RoomCursor } from '@chatket/contract';
import { parse } from '../common/index.js';
import { RoomCursorDto, RoomsSyncDto } from '../chat/sync/sync.dto.js';
import type { LogPage } from './log-page.js';
import { planSync as planOf, resultOf, type RoomPlan } from './sync-plan.js';

const roomId = '0193f1d2-5b0a-7c11-8a4e-2f9d6c1b7e30';
const plan = (read: RoomPlan['read'], headSeq: number, isReset = false): RoomPlan => ({
  roomId,
  headSeq,
  fromSeq: 0,
  read,
  isReset,
});

const context = { epoch: '0193f1d2-0000-7000-8000-00000000e001', distanceMax: 2_000 };
const planSync = (cursor: RoomCursor, headSeq: number | undefined) =>
  planOf(cursor, headSeq === undefined ? undefined : { headSeq, fromSeq: 0 }, context);
const settle = (wanted: RoomPlan, page: LogPage) => resultOf(wanted, page, context.epoch);

/** The messages with these seqs, from first to last. */
function page(first: number, last: number, rest: Partial<LogPage> = {}): LogPage {
  return { entries: messages(first, last), lastSeq: last, hasMore: false, ...rest };
}

function messages(first: number, last: number): Message[] {
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    messageId: `message-${String(first + index)}`,
    roomId,
    seq: first + index,
    text: 'hi',
    createdAt: '2026-01-31T12:00:00.000Z',
    sender: { id: 'a', username: 'alice' },
    clientMsgId: `client-${String(first + index)}`,
  }));
}

describe('what a cursor asks for', () => {
  it('is nothing in a room one is not a member of', () => {
    expect(planSync({ roomId, lastSeq: 3 }, undefined)).toBeUndefined();
    expect(planSync({ roomId, lastSeenAt: '2026-01-31T12:00:00Z' }, undefined)).toBeUndefined();
  });

  it('is to follow and to read nothing, without a place or a time', () => {
    expect(planSync({ roomId }, 7)).toEqual(plan({ kind: 'nothing' }, 7));
  });

  it('is what lies behind a seq', () => {
    expect(planSync({ roomId, lastSeq: 3 }, 7)).toEqual(plan({ kind: 'after', seq: 3 }, 7));
    expect(planSync({ roomId, lastSeq: 0 }, 0)).toEqual(plan({ kind: 'after', seq: 0 }, 0));
    expect(planSync({ roomId, lastSeq: 7 }, 7)).toEqual(plan({ kind: 'after', seq: 7 }, 7));
  });

  it('is the newest again when the seq lies beyond the head', () => {
    expect(planSync({ roomId, lastSeq: 8 }, 7)).toEqual(plan({ kind: 'since', since: new Date(0) }, 7, true));
    expect(planSync({ roomId, lastSeq: Number.MAX_SAFE_INTEGER }, 0)?.isReset).toBe(true);
  });

  it('is what came since a time, with five seconds of overlap', () => {
    const since = new Date('2026-01-31T11:59:55.000Z');
    expect(planSync({ roomId, lastSeenAt: '2026-01-31T12:00:00.000Z' }, 7)).toEqual(
      plan({ kind: 'since', since }, 7),
    );
    expect(planSync({ roomId, lastSeenAt: '2026-01-31T13:00:00+01:00' }, 7)).toEqual(
      plan({ kind: 'since', since }, 7),
    );
  });

  it('goes by the seq when both are given', () => {
    expect(planSync({ roomId, lastSeq: 3, lastSeenAt: '2026-01-31T12:00:00Z' }, 7)?.read).toEqual({
      kind: 'after',
      seq: 3,
    });
  });

  it.each([
    '1000-01-01',
    '1969-12-31T23:59:59Z',
    '1970-01-01T00:00:01Z',
    '9999-12-31T23:59:59.999Z',
    '2026',
    '2026-02',
  ])('can be read from the database for every time that is let in: %s', (lastSeenAt) => {
    const cursor = parse(RoomCursorDto, { roomId, lastSeenAt });
    const read = planSync(cursor, 7)?.read;
    if (read?.kind !== 'since') throw new Error('it is not read by time');
    expect(read.since.getTime()).toBeGreaterThanOrEqual(0);
    expect(read.since.toISOString()).toMatch(/^\d{4}-/);
  });

  it.each([
    '2026-W05-1',
    '20260131T120000Z',
    '2026-01-31T12',
    '2026-01-31T12:00:00,5Z',
    '+2026-01-31T12:00:00Z',
    '-0001-01-01T00:00:00Z',
    '2026-02-30T12:00:00Z',
    '2026-13-01',
    '2026-01-31T25:00:00Z',
    '2026-01-31 12:00:00Z',
    'yesterday',
    '',
    '1769860800000',
    1769860800000,
  ])('is never a time that cannot be read: %s', (lastSeenAt) => {
    expect(() => parse(RoomCursorDto, { roomId, lastSeenAt })).toThrow(
      'lastSeenAt: must be an ISO 8601 time',
    );
  });
});

describe('the rooms of a sync', () => {
  it.each<[string, unknown]>([
    ['lists', [[]]],
    ['lists of cursors', [[{ roomId }]]],
    ['texts', [roomId]],
    ['nothing', []],
    ['null', [null]],
    ['more than fifty', Array.from({ length: 51 }, () => ({ roomId }))],
  ])('are cursors, and never %s', (_case, rooms) => {
    expect(() => parse(RoomsSyncDto, { rooms })).toThrow('rooms');
  });

  it('are refused with the path of what is wrong in them', () => {
    const rooms = [{ roomId }, { roomId, lastSeq: '3' }];
    expect(() => parse(RoomsSyncDto, { rooms })).toThrow('rooms[1].lastSeq: must be a whole number');
  });
});

describe('a cursor from which the way cannot be told', () => {
  const reset = plan({ kind: 'since', since: new Date(0) }, 5_000, true);
  it('begins anew: beyond the head, too far behind, or in another life of the database', () => {
    expect(planSync({ roomId, lastSeq: 5_001 }, 5_000)).toEqual(reset);
    expect(planSync({ roomId, lastSeq: 2_999 }, 5_000)).toEqual(reset);
    expect(
      planSync({ roomId, lastSeq: 4_999, epoch: '0193f1d2-0000-7000-8000-00000000e000' }, 5_000),
    ).toEqual(reset);
  });

  it('is none that is just near enough, in this life or without a word of one', () => {
    const after = (seq: number) => plan({ kind: 'after', seq }, 5_000);
    expect(planSync({ roomId, lastSeq: 3_000 }, 5_000)).toEqual(after(3_000));
    expect(planSync({ roomId, lastSeq: 4_999, epoch: context.epoch }, 5_000)).toEqual(after(4_999));
    expect(
      planOf({ roomId, lastSeq: 1 }, { headSeq: 5_000, fromSeq: 0 }, { ...context, distanceMax: Infinity }),
    ).toEqual(after(1));
  });
});

describe('what a cursor asks for who came when things had been said', () => {
  const range = { headSeq: 5_000, fromSeq: 4_000 };
  const ask = (cursor: Omit<RoomCursor, 'roomId'>) => planOf({ roomId, ...cursor }, range, context);

  it('is what lies behind their coming, for whoever holds nothing', () => {
    expect(ask({ lastSeq: 0 })).toMatchObject({ read: { kind: 'after', seq: 4_000 }, isReset: false });
  });

  it('is what lies behind the seq, from their coming on', () => {
    expect(ask({ lastSeq: 4_000 })).toMatchObject({ read: { kind: 'after', seq: 4_000 }, isReset: false });
    expect(ask({ lastSeq: 4_500 })).toMatchObject({ read: { kind: 'after', seq: 4_500 }, isReset: false });
  });

  it('is the newest again for whoever holds what was said before they came', () => {
    expect(ask({ lastSeq: 3_999 })).toMatchObject({ fromSeq: 4_000, read: { kind: 'since' }, isReset: true });
    expect(ask({ lastSeq: 1 })?.isReset).toBe(true);
  });
});

describe('the answer to a sync', () => {
  const { epoch } = context;
  const since = { kind: 'since', since: new Date(0) } as const;

  it('behind a seq tells what is sent and moves the cursor to the head', () => {
    expect(settle(plan({ kind: 'after', seq: 3 }, 5), page(4, 5))).toEqual({
      roomId,
      synced: true,
      messageCount: 2,
      changeCount: 0,
      lastSeq: 5,
      headSeq: 5,
      hasMore: false,
      epoch,
    });
  });

  it('behind a seq leads on from the end of a page that is not the last', () => {
    const result = settle(plan({ kind: 'after', seq: 0 }, 250), page(1, 100, { hasMore: true }));
    expect(result).toMatchObject({ messageCount: 100, lastSeq: 100, headSeq: 250, hasMore: true });
  });

  it('does not fall behind messages that came while it was read', () => {
    const result = settle(plan({ kind: 'after', seq: 3 }, 5), page(4, 9));
    expect(result).toMatchObject({ messageCount: 6, lastSeq: 9, headSeq: 9 });
  });

  it('counts changes by themselves', () => {
    const [target] = messages(2, 2);
    if (!target) throw new Error('there is one');
    const change = {
      seq: 6,
      kind: 'message',
      what: 'edited',
      at: target.createdAt,
      message: target,
    } as const;
    const entries = [...messages(4, 5), change];
    const result = settle(plan({ kind: 'after', seq: 3 }, 6), { entries, lastSeq: 6, hasMore: false });
    expect(result).toMatchObject({ messageCount: 2, changeCount: 1, lastSeq: 6 });
  });

  it('since a time moves the cursor to the head', () => {
    const result = settle(plan(since, 250), page(151, 250, { hasMore: true }));
    expect(result).toMatchObject({ messageCount: 100, lastSeq: 250, headSeq: 250, hasMore: true });
  });

  it('for a cursor from which the way cannot be told says to begin anew', () => {
    const result = settle(plan(since, 250, true), page(151, 250, { hasMore: true }));
    expect(result).toMatchObject({
      messageCount: 100,
      lastSeq: 250,
      headSeq: 250,
      hasMore: false,
      reset: true,
    });
  });

  it('of nothing tells the head', () => {
    const nothing = { entries: [], lastSeq: 7, hasMore: false };
    expect(settle(plan({ kind: 'nothing' }, 7), nothing)).toMatchObject({
      messageCount: 0,
      lastSeq: 7,
      headSeq: 7,
      hasMore: false,
    });
  });
});
