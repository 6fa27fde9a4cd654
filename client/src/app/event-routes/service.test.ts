import type { ServerPayload } from '@chatket/contract';
import { describe, expect, it, vi } from 'vitest';
import { steadyNow } from '../../lib';
import { openPage, usePageClock } from './memory-page';

describe('what is so on the whole server', () => {
  usePageClock();

  async function page() {
    const world = await openPage();
    const muted = (payload: ServerPayload<'server:muted'>) =>
      world.server.say({ event: 'server:muted', payload });
    const raid = (payload: ServerPayload<'server:raid'>) =>
      world.server.say({ event: 'server:raid', payload });
    return { ...world, muted, raid, now: () => world.stores.service.getState() };
  }

  it('is told to me while it lasts, by what is left of it whatever my clock says', async () => {
    const { muted, now, stores } = await page();
    stores.rooms.actions.mute('r', { forMs: 600_000, until: steadyNow() + 600_000 });
    muted({ until: '2001-01-01T00:00:00Z', forMs: 600_000, reason: 'spam' });
    await vi.dynamicImportSettled();
    expect(now().mute).toBeDefined();
    expect(now().mute).toEqual({
      forMs: 600_000,
      until: steadyNow() + 600_000,
      endsAt: Date.now() + 600_000,
      reason: 'spam',
    });
    muted({ until: '2001-01-01T00:00:00Z', forMs: 0 });
    await vi.dynamicImportSettled();
    expect(now().mute).toBeUndefined();
    // What rooms have refused was refused by that.
    expect(stores.rooms.getState().mutes).toEqual({});
  });

  it('has ended when I come back and nobody tells me of it', async () => {
    const { muted, raid, now, server } = await page();
    muted({ until: '2001-01-01T00:00:00Z', forMs: 600_000 });
    raid({ since: '2026-01-01T00:00:00Z' });
    await vi.dynamicImportSettled();
    expect(now().raidSince).toBeDefined();
    server.drop();
    expect(now().mute).toBeDefined();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(now()).toEqual({});
  });

  it('holds no old account to be new in a raid', async () => {
    const { raid, now } = await page();
    raid({ since: new Date().toISOString() });
    await vi.dynamicImportSettled();
    expect(now()).toMatchObject({ isNew: false });
    raid({});
    await vi.dynamicImportSettled();
    expect(now().raidSince).toBeUndefined();
  });
});
