import type { Room } from '@chatket/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createChatStores } from '../../store';
import { alice, messageAt } from '../../testing';
import { remindCommand } from './remind-command';

const room = { id: 'r', name: 'Kitchen', kind: 'public', lastSeq: 3 } as Room;
const messages = [messageAt(1), messageAt(2), messageAt(3, { deleted: { at: '', by: alice }, text: '' })];

function setUp(known = messages) {
  const stores = createChatStores(alice);
  stores.timelines.actions.addPage('r', { messages: known, hasOlder: false });
  const request = vi.fn().mockResolvedValue({ body: {} });
  const asked = () => request.mock.calls.map(([{ path, body }]) => ({ path, body }));
  return { stores, asked, run: (rest: string) => remindCommand.run(rest, { room, stores, request }) };
}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 10, 26, 17, 5) });
  vi.stubGlobal('window', new EventTarget());
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('/remind', () => {
  it('reminds of the last message that is still there', async () => {
    const { run, asked } = setUp();
    expect(await run('20m')).toHaveProperty('said');
    const at = new Date(2026, 10, 26, 17, 25).toISOString();
    expect(asked()).toEqual([{ path: `/reminders/${messageAt(2).messageId}`, body: { at } }]);
  });

  it('reminds of the message that is answered, and notes what follows the time', async () => {
    const { run, asked, stores } = setUp();
    stores.writing.actions.begin('r', { kind: 'reply', message: messageAt(1) });
    await run('tomorrow 8:00 buy milk');
    const at = new Date(2026, 10, 27, 8).toISOString();
    expect(asked()).toEqual([
      { path: `/saved/${messageAt(1).messageId}`, body: { note: 'buy milk' } },
      { path: `/reminders/${messageAt(1).messageId}`, body: { at } },
    ]);
  });

  it('asks nothing of the server without a time, with one that is too far, and where there is no message', async () => {
    for (const [rest, known] of [
      ['', messages],
      ['buy milk', messages],
      ['9000d', messages],
      ['20m', []],
    ] as const) {
      const { run, asked } = setUp([...known]);
      expect(await run(rest)).toHaveProperty('refused');
      expect(asked()).toEqual([]);
    }
  });
});
