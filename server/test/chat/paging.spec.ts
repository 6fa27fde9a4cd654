import { describe, expect, it } from '@jest/globals';
import { COUNT, longTalk, SEQS, seqsOf, span } from '../support/long-talk.js';
import { messagesOf, nextCursorOf, say } from '../support/rest.js';

const talk = longTalk();
const { idOf, page, walk } = talk;

describe('paging back', () => {
  it('shows the page before a message, without it', async () => {
    const response = await page({ before: idOf(60), limit: 10 });
    expect(seqsOf(messagesOf(response))).toEqual(span(50, 59));
    expect(nextCursorOf(response)).toBe(idOf(50));
  });

  it.each([1, 7, 41, 50, 100])(
    '%i at a time walks the whole room without a hole or a repeat',
    async (limit) => {
      const pages = await walk('before', limit);
      expect(seqsOf(pages.reverse().flat())).toEqual(SEQS);
      expect(pages).toHaveLength(Math.ceil(COUNT / limit));
    },
  );

  it('is not shifted by what is said meanwhile', async () => {
    const busy = await talk.world.people.createRoom(talk.bob, 'Busy');
    await say(talk.world, busy, talk.bob, span(1, 20).map(String));
    const seen: number[] = [];
    let before: string | undefined;
    do {
      const response = await page({ limit: 3, ...(before !== undefined && { before }) }, busy);
      seen.unshift(...seqsOf(messagesOf(response)));
      before = nextCursorOf(response);
      await say(talk.world, busy, talk.bob, ['and another one', 'and one more']);
    } while (before !== undefined);
    expect(seen).toEqual(span(1, 20));
  });

  it('from the first message is empty and has no next page', async () => {
    const response = await page({ before: idOf(1) });
    expect(messagesOf(response)).toEqual([]);
    expect(nextCursorOf(response)).toBeUndefined();
  });

  it('has no next page when the last one is exactly full', async () => {
    const response = await page({ before: idOf(11), limit: 10 });
    expect(seqsOf(messagesOf(response))).toEqual(span(1, 10));
    expect(nextCursorOf(response)).toBeUndefined();
  });
});

describe('paging forward', () => {
  it('shows the page after a message, without it', async () => {
    const response = await page({ after: idOf(60), limit: 10 });
    expect(seqsOf(messagesOf(response))).toEqual(span(61, 70));
    expect(nextCursorOf(response)).toBe(idOf(70));
  });

  it.each([1, 7, 61, 100])('%i at a time walks the whole room without a hole or a repeat', async (limit) => {
    const pages = await walk('after', limit, idOf(1));
    expect(seqsOf(pages.flat())).toEqual(span(2, 123));
  });

  it('from the last message is empty and has no next page', async () => {
    const response = await page({ after: idOf(123) });
    expect(messagesOf(response)).toEqual([]);
    expect(nextCursorOf(response)).toBeUndefined();
  });

  it('has no next page when the last one is exactly full', async () => {
    const response = await page({ after: idOf(113), limit: 10 });
    expect(seqsOf(messagesOf(response))).toEqual(span(114, 123));
    expect(nextCursorOf(response)).toBeUndefined();
  });
});

describe('the page around a message', () => {
  it.each([
    [60, 11, span(55, 65)],
    [60, 10, span(56, 65)],
    [60, 2, span(60, 61)],
    [60, 1, span(60, 60)],
    [1, 11, span(1, 6)],
    [3, 11, span(1, 8)],
    [123, 11, span(118, 123)],
  ])('%i of %i messages has it in its middle', async (seq, limit, seqs) => {
    expect(seqsOf(messagesOf(await page({ around: idOf(seq), limit })))).toEqual(seqs);
  });

  it.each([60, 3, 1, 123])('%i leads to all older and all newer messages', async (seq) => {
    const response = await page({ around: idOf(seq), limit: 9 });
    const middle = messagesOf(response);
    const older = nextCursorOf(response);
    const before = older === undefined ? [] : (await walk('before', 10, older)).reverse().flat();
    const after = (await walk('after', 10, middle.at(-1)?.messageId)).flat();
    expect(seqsOf([...before, ...middle, ...after])).toEqual(SEQS);
  });
});
