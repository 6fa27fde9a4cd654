import type { Sidebar } from '@chatket/contract';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { readLocal, writeLocal } from '../lib';

/** A change of the sidebar; it may be made again on what another device has made of it meanwhile. */
export type SidebarChange = (sidebar: Sidebar) => Sidebar;

interface SidebarActions {
  /** What the server has said. */
  set: (sidebar: Sidebar) => void;
  known: () => Sidebar;
  /** A change is under way: it is shown until it ends, over whatever the server says. */
  begin: (change: SidebarChange) => void;
  end: (change: SidebarChange) => void;
}

/** Its state is the sidebar as it is shown. */
export type SidebarStore = StoreApi<Sidebar> & { actions: SidebarActions };

const UNTOUCHED: Sidebar = {
  version: 0,
  favourites: [],
  sections: [],
  collapsed: ['archived'],
  sort: 'activity',
  isUnreadOnly: false,
};

/** How one person has arranged their sidebar: kept in this browser too, so that it does not move while it is read. */
export function createSidebarStore(userId: string): SidebarStore {
  const key = `sidebar:${userId}`;
  let known = readLocal(key, isSidebar, UNTOUCHED);
  let pending: SidebarChange[] = [];
  const store = createStore<Sidebar>(() => known);
  const show = () => store.setState(pending.reduce((now, change) => change(now), known));
  return {
    ...store,
    actions: {
      set: (sidebar) => {
        if (sidebar.version < known.version) return;
        known = sidebar;
        writeLocal(key, sidebar);
        show();
      },
      known: () => known,
      begin: (change) => {
        pending = [...pending, change];
        show();
      },
      end: (change) => {
        pending = pending.filter((each) => each !== change);
        show();
      },
    },
  };
}

function isSidebar(value: unknown): value is Sidebar {
  const { favourites, sections, collapsed } = (value ?? {}) as Partial<Sidebar>;
  return [favourites, collapsed, sections].every(Array.isArray);
}
