import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMemoryOutbox, stored } from './memory-outbox';
import { createMemoryTransport, ok } from './memory-transport';
import { createReadMarks } from './read-marks';

const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('replies in threads on their way out', () => {
  it('go in the order of their room, with what is said there', async () => {
    const { server, outbox } = createMemoryOutbox();
    server.answer('message:send', () => stored(1));
    outbox.add('r', 'one');
    outbox.add('r', 'two', { threadId: 'm-1' });
    outbox.add('r', 'three', { threadId: 'm-1', inRoom: true });
    outbox.add('r', 'four');
    await settle();
    expect(server.sent('message:send')).toEqual([]);
    server.transport.connect();
    await settle();
    const sent = server
      .sent('message:send')
      .map(({ text, threadId, alsoInRoom }) => [text, threadId, alsoInRoom]);
    expect(sent).toEqual([
      ['one', undefined, undefined],
      ['two', 'm-1', undefined],
      ['three', 'm-1', true],
      ['four', undefined, undefined],
    ]);
  });

  it('are in the thread with all their parts', async () => {
    const { outbox, items } = createMemoryOutbox();
    outbox.addParts('r', ['one', 'two'], { threadId: 'm-1' });
    await settle();
    expect(items()).toMatchObject([{ threadId: 'm-1' }, { threadId: 'm-1' }]);
  });
});

describe('a room that is marked as read with its threads', () => {
  it('is told so at once, also where the room itself was read before', async () => {
    const server = createMemoryTransport();
    server.answer('room:read', () => ok({ lastReadSeq: 7, unread: 0 }));
    server.transport.connect();
    const marks = createReadMarks(server.transport);
    marks.mark('r', 7);
    marks.mark('r', 7, 0, 'all');
    await settle();
    expect(server.sent('room:read')).toEqual([{ roomId: 'r', seq: 7, threads: true }]);
    marks.stop();
  });
});
