import type { ServerPayload } from '@chatket/contract';
import { describe, expect, it, vi } from 'vitest';
import { steadyNow } from '../../lib';
import { openPage, usePageClock } from './memory-page';

async function settle() {
  await vi.advanceTimersByTimeAsync(0);
  await vi.dynamicImportSettled();
}

describe('when a message is refused by a mute', () => {
  usePageClock();

  async function strict() {
    const world = await openPage();
    world.server.answer('message:send', () => ({
      success: false,
      code: 'RATE_LIMITED',
      retryable: true,
      error: 'Too many',
      traceId: 't',
      // The clocks of both are an hour apart.
      mutedUntil: new Date(Date.now() - 3_600_000).toISOString(),
      mutedForMs: 30_000,
    }));
    return world;
  }

  async function muted({ draft }: { draft: string }) {
    const world = await strict();
    world.realtime.send('r', 'too much');
    world.stores.drafts.actions.set('r', draft);
    await settle();
    return world;
  }

  it('gives its text back to an empty composer', async () => {
    const { stores } = await muted({ draft: '' });
    const mute = stores.rooms.getState().mutes.r;
    expect(mute).toEqual({ forMs: 30_000, until: steadyNow() + 30_000 });
    expect(stores.drafts.getState().byRoom.r).toBe('too much');
    expect(stores.outbox.getState().items).toEqual([]);
  });

  it('gives its files back as well, unless there are others', async () => {
    const { realtime, stores } = await strict();
    const fileOf = (id: string) => ({ id, name: 'a.png', size: 1, type: 'image/png' });
    const send = async (id: string) => {
      realtime.send('r', '', { files: [fileOf(id)] });
      realtime.uploaded(stores.outbox.getState().items.at(-1)?.clientMsgId ?? '');
      await settle();
    };
    await send('a');
    expect(stores.draftFiles.getState().r).toEqual([fileOf('a')]);
    expect(stores.outbox.getState().items).toEqual([]);
    await send('b');
    expect(stores.draftFiles.getState().r).toEqual([fileOf('a')]);
    expect(stores.outbox.getState().items).toMatchObject([
      { files: [fileOf('b')], state: { kind: 'muted' } },
    ]);
  });

  it('gives what was said in a thread back to that thread while it is open, and to nothing else', async () => {
    const { realtime, stores } = await strict();
    const say = async (threadId: string) => {
      realtime.send('r', threadId, { threadId });
      await settle();
    };
    stores.threads.setState({ open: { roomId: 'r', rootId: 'seen' } });
    await say('closed');
    expect(stores.drafts.getState().byRoom).toEqual({});
    await say('seen');
    expect(stores.drafts.getState().byRoom).toEqual({ 'thread:r:seen': 'seen' });
    expect(stores.outbox.getState().items).toMatchObject([{ text: 'closed', state: { kind: 'muted' } }]);
  });

  it('knows of it also when the parts of a long text wait for its end by themselves', async () => {
    const { realtime, stores } = await strict();
    realtime.sendParts('r', ['first', 'second']);
    await settle();
    expect(stores.rooms.getState().mutes.r).toEqual({ forMs: 30_000, until: steadyNow() + 30_000 });
    expect(stores.outbox.getState().items.map(({ state }) => state.kind)).toEqual(['queued', 'queued']);
  });

  it('hears of it from another device, by what is left of it', async () => {
    const { server, stores } = await openPage();
    const until = new Date(Date.now() + 3_630_000).toISOString();
    const system = { type: 'muted', roomId: 'r', createdAt: until, user: stores.me, until, forMs: 30_000 };
    server.say({ event: 'room:system', payload: system as ServerPayload<'room:system'> });
    const until30 = steadyNow() + 30_000;
    expect(stores.rooms.getState().mutes.r).toEqual({ forMs: 30_000, until: until30, isOrdered: true });
  });

  it('keeps it in the timeline when something else is being written', async () => {
    const { stores } = await muted({ draft: 'next thought' });
    expect(stores.drafts.getState().byRoom.r).toBe('next thought');
    expect(stores.outbox.getState().items).toMatchObject([
      { text: 'too much', state: { kind: 'muted', forMs: 30_000 } },
    ]);
  });
});
