import type { Room } from '@chatket/contract';
import { useLayoutEffect, useRef, useState, type CSSProperties, type ReactNode, type RefObject } from 'react';

/** What a row is drawn with where only some of its list are. */
export interface RowPlace {
  style: CSSProperties;
  'aria-setsize': number;
  'aria-posinset': number;
}

interface WindowedRowsProps {
  /** What scrolls. */
  list: RefObject<HTMLElement | null>;
  rooms: readonly Room[];
  /** Drawn wherever it stands, so that it can be scrolled to. */
  openRoomId: string | undefined;
  item: (room: Room, place: RowPlace) => ReactNode;
}

interface Sight {
  from: number;
  to: number;
  rowPx: number;
  /** The row with the focus keeps it, however far it is scrolled away. */
  focusedId: string | undefined;
}

/** Rows change in steps of so many, so that scrolling draws rarely. */
const STEP = 20;
const USUAL_ROW_PX = 32;

/** The rows of a long section. However many there are, only those in sight are drawn. */
export function WindowedRows({ list, rooms, openRoomId, item }: WindowedRowsProps) {
  const rows = useRef<HTMLUListElement>(null);
  const [{ from, to, rowPx, focusedId }, setSight] = useState<Sight>({
    from: 0,
    to: 2 * STEP,
    rowPx: USUAL_ROW_PX,
    focusedId: undefined,
  });

  // What stands above may have grown with any change.
  useLayoutEffect(() => {
    const scroller = list.current;
    const element = rows.current;
    if (!scroller || !element) return;
    const look = () => setSight((before) => sightOf(scroller, element, before));
    look();
    const sizes = new ResizeObserver(look);
    sizes.observe(scroller);
    for (const each of scroller.children) sizes.observe(each);
    scroller.addEventListener('scroll', look, { passive: true });
    return () => {
      sizes.disconnect();
      scroller.removeEventListener('scroll', look);
    };
  }, [list, rooms]);

  return (
    <ul ref={rows} className="relative" style={{ height: rooms.length * rowPx }}>
      {rooms.map((room, index) => {
        const isDrawn = (index >= from && index < to) || room.id === openRoomId || room.id === focusedId;
        const style = { position: 'absolute', insetInline: 0, top: index * rowPx } as const;
        return isDrawn && item(room, { style, 'aria-setsize': rooms.length, 'aria-posinset': index + 1 });
      })}
    </ul>
  );
}

/** What of the rows is in sight, and a step more on both sides; the same object when nothing has changed. */
function sightOf(scroller: HTMLElement, rows: HTMLElement, before: Sight): Sight {
  const rowPx = rows.querySelector('li')?.offsetHeight ?? before.rowPx;
  const above = scroller.getBoundingClientRect().top - rows.getBoundingClientRect().top;
  const first = Math.floor(above / rowPx / STEP) - 1;
  const last = Math.ceil((above + scroller.clientHeight) / rowPx / STEP) + 1;
  const focused = document.activeElement?.closest<HTMLElement>('[data-room]');
  const sight = {
    from: first * STEP,
    to: last * STEP,
    rowPx,
    focusedId: focused && rows.contains(focused) ? focused.dataset.room : undefined,
  };
  const isSame = (Object.keys(sight) as (keyof Sight)[]).every((key) => sight[key] === before[key]);
  return isSame ? before : sight;
}
