import { SAMPLE } from './samples.js';
import type { EventExamples, ServerEventOf } from './wire.js';

export const SIDEBAR_SORTS = ['activity', 'name'] as const;
export type SidebarSort = (typeof SIDEBAR_SORTS)[number];

/** Sections that everybody has. */
export const FIXED_SECTIONS = ['favourites', 'direct', 'rooms', 'archived'] as const;

/** A section that somebody has made. */
export interface SidebarSection {
  /** Chosen by the client: a UUID. */
  id: string;
  name: string;
  /** Its rooms in their order. A room that is not among one's own any more is not shown. */
  roomIds: string[];
}

/** How somebody has arranged their sidebar. Rooms that stand nowhere are in the section of their kind. */
export interface SidebarArrangement {
  /** Rooms that come first, in their order. */
  favourites: string[];
  /** In their order, below the favourites. */
  sections: SidebarSection[];
  /** Sections that are closed, by id or by their name in `FIXED_SECTIONS`. */
  collapsed: string[];
  /** The order in the sections that everybody has. */
  sort: SidebarSort;
  /** Only rooms with something new are shown. */
  isUnreadOnly: boolean;
}

/** The same on all devices of a person. */
export interface Sidebar extends SidebarArrangement {
  /** Rises with each change; 0 before the first. A change names the version it was made on. */
  version: number;
}

declare module './wire.js' {
  interface ServerToClient {
    /** I have arranged my sidebar, on whichever device. */
    'sidebar:changed': ServerEventOf<Sidebar>;
  }
}

/** What the documentation shows. A function, so that clients do not carry it. */
export function sidebarEvents() {
  return {
    server: {
      'sidebar:changed': {
        summary: 'I have arranged my sidebar, on whichever device: all of it, as it is now.',
        payload: {
          version: 3,
          favourites: [SAMPLE.roomId],
          sections: [{ id: '0193f1d2-9a0e-7a55-9a0e-0f6a3f9f4b01', name: 'Work', roomIds: [] }],
          collapsed: ['archived'],
          sort: 'activity',
          isUnreadOnly: false,
        },
      },
    },
  } as const satisfies EventExamples;
}
