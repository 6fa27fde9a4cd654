import type { Sidebar } from '@chatket/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError, createApi, type Api } from '../../api';
import { createChatStores } from '../../store';
import { arrange } from './arrange';

const unreadOnly = (now: Sidebar): Sidebar => ({ ...now, isUnreadOnly: true });
const byNames = (now: Sidebar): Sidebar => ({ ...now, sort: 'name' });
const conflict = () => new ApiError({ code: 'CONFLICT', message: 'changed' });

/** A server that keeps one sidebar, as the real one does. */
function setUp() {
  const stores = createChatStores({ id: crypto.randomUUID(), username: 'anna' });
  const { version: _version, ...plain } = stores.sidebar.getState();
  let kept: Sidebar = { ...plain, version: 0 };
  const api: Api = {
    ...createApi(),
    sidebar: () => Promise.resolve(kept),
    arrange: (wanted) => {
      if (wanted.version !== kept.version) return Promise.reject(conflict());
      kept = { ...wanted, version: wanted.version + 1 };
      return Promise.resolve(kept);
    },
  };
  return {
    api,
    stores,
    shown: () => stores.sidebar.getState(),
    kept: () => kept,
    elsewhere: (change: (now: Sidebar) => Sidebar) => (kept = { ...change(kept), version: kept.version + 1 }),
  };
}

beforeEach(() => void vi.stubGlobal('window', new EventTarget()));
afterEach(() => void vi.unstubAllGlobals());

describe('arranging the sidebar', () => {
  it('is shown at once, and kept in order', async () => {
    const world = setUp();
    const saving = [arrange(world, unreadOnly), arrange(world, byNames)];
    expect(world.shown()).toMatchObject({ isUnreadOnly: true, sort: 'name' });
    await Promise.all(saving);
    expect(world.kept()).toMatchObject({ version: 2, isUnreadOnly: true, sort: 'name' });
    expect(world.shown()).toEqual(world.kept());
  });

  it('keeps what another device has changed meanwhile', async () => {
    const world = setUp();
    world.elsewhere((now) => ({ ...now, favourites: ['a'] }));
    const saving = [arrange(world, unreadOnly), arrange(world, byNames)];
    await Promise.all(saving);
    expect(world.shown()).toMatchObject({ favourites: ['a'], isUnreadOnly: true, sort: 'name' });
    expect(world.shown()).toEqual(world.kept());
  });

  it('that fails is as it was, and the next one is tried all the same', async () => {
    const world = setUp();
    const broken = { ...world, api: { ...world.api, arrange: () => Promise.reject(new Error('away')) } };
    await expect(arrange(broken, unreadOnly)).rejects.toThrow('away');
    expect(world.shown()).toMatchObject({ isUnreadOnly: false });
    await arrange(world, byNames);
    expect(world.kept()).toMatchObject({ isUnreadOnly: false, sort: 'name' });
  });

  it('is not undone by an older word of the server', async () => {
    const world = setUp();
    const old = world.kept();
    await arrange(world, byNames);
    world.stores.sidebar.actions.set(old);
    expect(world.shown()).toMatchObject({ version: 1, sort: 'name' });
  });
});
