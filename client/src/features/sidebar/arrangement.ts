import type { SidebarArrangement, SidebarSection } from '@chatket/contract';

/** Where a room is put: into a section of one's own or the favourites, before another one or at the end. */
export interface Target {
  sectionId: string;
  /** The room that it stands before; at the end without one. */
  before?: string | undefined;
}

const without = (ids: readonly string[], id: string) => ids.filter((each) => each !== id);

function insert(ids: readonly string[], id: string, before: string | undefined): string[] {
  const rest = without(ids, id);
  const place = before === undefined ? -1 : rest.indexOf(before);
  return place < 0 ? [...rest, id] : rest.toSpliced(place, 0, id);
}

/** A room stands in one section at most. In one of those that everybody has it stands by itself: it is put nowhere. */
export function place<A extends SidebarArrangement>(
  arrangement: A,
  roomId: string,
  { sectionId, before }: Target,
): A {
  const into = (id: string, ids: readonly string[]) =>
    id === sectionId ? insert(ids, roomId, before) : without(ids, roomId);
  return {
    ...arrangement,
    favourites: into('favourites', arrangement.favourites),
    sections: arrangement.sections.map((section) => ({
      ...section,
      roomIds: into(section.id, section.roomIds),
    })),
  };
}

/** The section in which somebody has put a room; nothing for one that stands by itself. */
export function sectionOf({ favourites, sections }: SidebarArrangement, roomId: string): string | undefined {
  if (favourites.includes(roomId)) return 'favourites';
  return sections.find(({ roomIds }) => roomIds.includes(roomId))?.id;
}

/** Moves a room by one place within its section. */
export function step<A extends SidebarArrangement>(arrangement: A, roomId: string, by: 1 | -1): A {
  const move = (ids: readonly string[]) => shift(ids, ids.indexOf(roomId), by);
  return {
    ...arrangement,
    favourites: move(arrangement.favourites),
    sections: arrangement.sections.map((section) => ({ ...section, roomIds: move(section.roomIds) })),
  };
}

/** Moves a section of one's own by one place. */
export function stepSection<A extends SidebarArrangement>(arrangement: A, sectionId: string, by: 1 | -1): A {
  const at = arrangement.sections.findIndex(({ id }) => id === sectionId);
  return { ...arrangement, sections: shift(arrangement.sections, at, by) };
}

export function withSections<A extends SidebarArrangement>(
  arrangement: A,
  change: (sections: readonly SidebarSection[]) => SidebarSection[],
): A {
  return { ...arrangement, sections: change(arrangement.sections) };
}

export function toggle<A extends SidebarArrangement>(arrangement: A, sectionId: string): A {
  const { collapsed } = arrangement;
  const rest = without(collapsed, sectionId);
  return { ...arrangement, collapsed: rest.length < collapsed.length ? rest : [...collapsed, sectionId] };
}

function shift<Item>(items: readonly Item[], at: number, by: 1 | -1): Item[] {
  const item = items[at];
  const to = at + by;
  if (item === undefined || to < 0 || to >= items.length) return [...items];
  return items.toSpliced(at, 1).toSpliced(to, 0, item);
}
