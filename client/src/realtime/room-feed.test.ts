import { describe, expect, it } from 'vitest';
import { messageAt } from '../testing';
import { advance, EMPTY_FEED, isBehind, receive, type RoomFeed } from './room-feed';

const at = (cursor: number | undefined): RoomFeed => ({ cursor, held: [] });
const seqs = (messages: readonly { seq: number }[]) => messages.map((message) => message.seq);

describe('room feed', () => {
  it('hands out messages that continue the cursor', () => {
    const step = receive(at(3), [messageAt(4), messageAt(5)]);
    expect(seqs(step.ready)).toEqual([4, 5]);
    expect(step.feed).toEqual({ cursor: 5, held: [] });
  });

  it('hands out a repeated message only once', () => {
    const step = receive(receive(at(3), [messageAt(4)]).feed, [messageAt(4), messageAt(3)]);
    expect(step.ready).toEqual([]);
    expect(step.feed.cursor).toBe(4);
  });

  it('holds what lies behind a hole until the hole is filled', () => {
    const holding = receive(at(3), [messageAt(6), messageAt(5)]);
    expect(holding.ready).toEqual([]);
    expect(isBehind(holding.feed)).toBe(true);
    const filled = receive(holding.feed, [messageAt(4)]);
    expect(seqs(filled.ready)).toEqual([4, 5, 6]);
    expect(isBehind(filled.feed)).toBe(false);
  });

  it('goes on when it learns that a hole holds nothing', () => {
    const holding = receive(at(3), [messageAt(5), messageAt(9)]);
    const step = advance(holding.feed, 6);
    expect(seqs(step.ready)).toEqual([5]);
    expect(step.feed.cursor).toBe(6);
    expect(seqs(step.feed.held)).toEqual([9]);
  });

  it('never moves its cursor backwards', () => {
    expect(advance(at(8), 5).feed.cursor).toBe(8);
  });

  it('holds everything as long as it has no cursor', () => {
    const holding = receive(EMPTY_FEED, [messageAt(7), messageAt(8)]);
    expect(holding.ready).toEqual([]);
    expect(seqs(advance(holding.feed, 7).ready)).toEqual([7, 8]);
  });

  it('delivers every message once and in order, however they arrive', () => {
    for (let round = 0; round < 200; round += 1) {
      const arrivals = Array.from({ length: 12 }, (_, index) => index + 1).flatMap((seq) => [seq, seq]);
      arrivals.sort(() => Math.random() - 0.5);
      let feed = at(0);
      const seen: number[] = [];
      for (const seq of arrivals) {
        const step = receive(feed, [messageAt(seq)]);
        feed = step.feed;
        seen.push(...seqs(step.ready));
      }
      expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    }
  });

  it('is behind a head it has not reached', () => {
    expect(isBehind(at(3), 4)).toBe(true);
    expect(isBehind(at(4), 4)).toBe(false);
    expect(isBehind(EMPTY_FEED, 4)).toBe(false);
  });
});
