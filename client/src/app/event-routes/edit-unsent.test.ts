import { describe, expect, it, vi } from 'vitest';
import { loadEditing } from '../../features/editing';
import { ok } from '../../realtime/memory-transport';
import { createPageStores, type ChatStores } from '../../store';
import { alice, messageAt } from '../../testing';
import { openPage, usePageClock } from './memory-page';

/** Alice's page with a message on its way out, and what the server does with it. */
async function setUp() {
  const { server, stores, realtime } = await openPage();
  server.answer('message:edit', () => ok({ seq: 9, editedAt: new Date(0).toISOString() }));
  const createEditing = await loadEditing();
  const editing = createEditing({ stores, toasts: createPageStores().toasts, realtime, roomId: 'r' });

  /** The message is stored and its ack is on its way. */
  const acknowledge = () =>
    server.answer('message:send', () =>
      ok({ messageId: 'm-2', seq: 2, createdAt: new Date(0).toISOString() }),
    );
  /** Its copy comes back to its author. */
  async function comeBack() {
    const clientMsgId = server.sent('message:send')[0]?.clientMsgId ?? '';
    const message = messageAt(2, { sender: alice, clientMsgId, text: 'tea' });
    server.say({ event: 'message:new', payload: message });
    await vi.advanceTimersByTimeAsync(0);
  }
  return { server, stores, realtime, editing, acknowledge, comeBack };
}

const writingOf = (stores: ChatStores) => stores.writing.getState().byRoom.r?.kind;

describe('changing a message that is on its way out', () => {
  usePageClock();

  it('is not lost when it is stored while its author writes', async () => {
    const { server, stores, realtime, editing, acknowledge, comeBack } = await setUp();
    realtime.send('r', 'tea');
    editing.beginLast();
    expect(writingOf(stores)).toBe('edit-unsent');
    acknowledge();
    await vi.advanceTimersByTimeAsync(10_000);
    await comeBack();
    expect(stores.outbox.getState().items).toEqual([]);
    editing.save('coffee');
    await vi.advanceTimersByTimeAsync(0);
    expect(server.sent('message:edit')).toEqual([{ roomId: 'r', messageId: 'm-2', text: 'coffee', rev: 2 }]);
  });

  it('is begun while it is stored and its copy has not come back', async () => {
    const { server, stores, realtime, editing, acknowledge, comeBack } = await setUp();
    acknowledge();
    realtime.send('r', 'tea');
    await vi.advanceTimersByTimeAsync(0);
    expect(stores.outbox.getState().items.map(({ state }) => state.kind)).toEqual(['sent']);
    editing.beginLast();
    expect(writingOf(stores)).toBe('edit-unsent');
    await comeBack();
    editing.save('coffee');
    await vi.advanceTimersByTimeAsync(0);
    expect(server.sent('message:edit')).toEqual([{ roomId: 'r', messageId: 'm-2', text: 'coffee', rev: 2 }]);
  });
});
