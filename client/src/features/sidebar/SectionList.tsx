import type { Room } from '@chatket/contract';
import { Suspense, type ReactNode, type RefObject } from 'react';
import { useLocale, type MessageId } from '../../i18n';
import { cx, later } from '../../lib';
import type { Section } from '../../store';
import { FoldIcon } from '../../ui';
import type { RowPlace } from './WindowedRows';

const TITLES: Record<string, MessageId> = {
  favourites: 'rooms.favourites',
  direct: 'rooms.direct',
  rooms: 'rooms.title',
  archived: 'rooms.archived',
};

/** Of more rows in one section only those in sight are drawn. */
const MOST_AT_ONCE = 300;
const WindowedRows = later(async () => (await import('./WindowedRows')).WindowedRows);

interface SectionListProps {
  /** What scrolls. */
  list: RefObject<HTMLElement | null>;
  openRoomId: string | undefined;
  sections: readonly Section[];
  collapsed: readonly string[];
  /** What is shown of a closed section all the same. */
  isKept: (room: Room) => boolean;
  row: (room: Room) => ReactNode;
  /** What can be done beside a section's heading. */
  action: (section: Section) => ReactNode;
  /** What an empty section says. */
  hint: (section: Section) => ReactNode;
  onToggle: (sectionId: string) => void;
  onMenu: (room: Room, at: { x: number; y: number }) => void;
}

/** My rooms, section by section. A section can be closed; what is new in it stays in sight. */
export function SectionList(props: SectionListProps) {
  const { list, sections, openRoomId, collapsed, isKept, row, action, hint, onToggle, onMenu } = props;
  const { t } = useLocale();

  const item = (room: Room, place?: RowPlace) => (
    <li
      key={room.id}
      {...place}
      data-room={room.id}
      draggable
      className="group/row relative data-[drop=after]:shadow-[0_2px_0_var(--color-accent)] data-[drop=before]:shadow-[0_-2px_0_var(--color-accent)]"
      onContextMenu={(event) => {
        event.preventDefault();
        // Where the focus comes back to.
        if (!event.currentTarget.contains(document.activeElement))
          event.currentTarget.querySelector('a')?.focus({ preventScroll: true });
        const { left, bottom, right } = event.currentTarget.getBoundingClientRect();
        // A key says no place of its own.
        const isPointed = event.clientX > left && event.clientX < right;
        onMenu(room, {
          x: isPointed ? event.clientX : left + 24,
          y: isPointed ? event.clientY : bottom,
        });
      }}
    >
      {row(room)}
    </li>
  );

  return sections.map((section) => {
    const { id, rooms } = section;
    const isOpen = !collapsed.includes(id);
    const shown = isOpen ? rooms : rooms.filter(isKept);
    const title = TITLES[id];
    return (
      <section key={id} data-section={id} aria-labelledby={`section-${id}`} className="pb-2">
        <div className="flex h-9 items-center justify-between gap-1 max-md:h-11">
          <h2 id={`section-${id}`} className="flex min-w-0 text-12 font-medium text-quiet">
            <button
              type="button"
              aria-expanded={isOpen}
              onClick={() => onToggle(id)}
              className="flex min-w-0 items-center gap-1 rounded px-2 py-1 hover:text-ink max-md:min-h-11"
            >
              <bdi dir="auto" className="truncate">
                {title ? t(title) : section.name}
              </bdi>
              <FoldIcon className={cx('size-3 shrink-0 transition-transform', !isOpen && '-rotate-90')} />
            </button>
          </h2>
          {action(section)}
        </div>
        {isOpen && rooms.length === 0 && hint(section)}
        {shown.length > MOST_AT_ONCE ? (
          <Suspense fallback={<ul>{shown.slice(0, MOST_AT_ONCE).map((room) => item(room))}</ul>}>
            <WindowedRows list={list} rooms={shown} openRoomId={openRoomId} item={item} />
          </Suspense>
        ) : (
          <ul>{shown.map((room) => item(room))}</ul>
        )}
      </section>
    );
  });
}
