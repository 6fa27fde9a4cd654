import { distanceFrom, distanceToEnd, findRow, holdTopmost, isBeyond, type Hold } from './place';
import type { Center, RowHeights, Slice } from './row-window';
import type { Row } from './rows';

const STICK_PX = 100;
/** So much of the end may be below the edge while its last line is still in sight. */
const END_IN_SIGHT_PX = 24;
const LOAD_AHEAD_PX = 800;
const DRAW_AHEAD_PX = 400;
const AT_PLACE_PX = 0.5;

export interface ScrollPosition {
  /** Near enough to the room's end to stay there when it moves. */
  isAtBottom: boolean;
  /** The newest line is on the screen. */
  isEndInSight: boolean;
}

export interface ScrollContent {
  rows: readonly Row[];
  slice: Slice;
  /** The end of the rows is the end of the room. */
  hasEnd: boolean;
}

interface Options {
  view: HTMLElement;
  heights: RowHeights;
  /** Other rows are to be drawn, before the next picture. */
  onCenter: (center: Center) => void;
  onMove: (position: ScrollPosition) => void;
  onNearTop: () => void;
  onNearEnd: () => void;
}

export type ScrollKeeper = ReturnType<typeof createScrollKeeper>;

/**
 * Keeps what one reads where it is. At the bottom the view stays at the bottom; elsewhere the topmost visible row
 * keeps its place, whatever is added, measured or taken away above or below it.
 */
export function createScrollKeeper({ view, heights, ...tell }: Options) {
  let content: ScrollContent = { rows: [], slice: { start: 0, end: 0 }, hasEnd: true };
  let hold: Hold = { kind: 'bottom' };
  let height = view.clientHeight;

  function goTo(place: Hold) {
    hold = place;
    settle();
    tell.onCenter(place.kind === 'bottom' ? { kind: 'end' } : { kind: 'row', key: place.key });
  }

  /** Other rows are there, or are drawn. */
  function update(next: ScrollContent) {
    content = next;
    settle();
    look();
  }

  /** Brings the view back to its place after something around it has changed. */
  function settle() {
    height = view.clientHeight;
    if (hold.kind === 'bottom') {
      if (distanceToEnd(view) > AT_PLACE_PX) view.scrollTop = view.scrollHeight;
      return;
    }
    const row = findRow(view, hold.key);
    const distance = row ? distanceFrom(view, row, hold) : 0;
    if (Math.abs(distance) > AT_PLACE_PX) view.scrollTop += distance;
  }

  function onScroll() {
    // A view of another height (the composer grew, a keyboard opened) is where the browser put it, not the person.
    if (view.clientHeight !== height) settle();
    const { isAtBottom } = look();
    if (isAtBottom) hold = { kind: 'bottom' };
    else if (!isHeld()) hold = holdTopmost(view) ?? holdByHeight();
    drawAhead();
  }

  /** Whether the view is where it is held, but for a fraction. Holding it anew each time would add up the fractions. */
  function isHeld(): boolean {
    if (hold.kind === 'bottom') return false;
    const row = findRow(view, hold.key);
    return row !== undefined && Math.abs(distanceFrom(view, row, hold)) <= 1;
  }

  /** In the middle of what is not drawn only heights tell where one is. */
  function holdByHeight(): Hold {
    const { rows } = content;
    const index = heights.indexAt(rows, view.scrollTop);
    const offset = heights.between(rows, 0, index) - view.scrollTop;
    return { kind: 'row', key: rows[index]?.key ?? '', edge: 'top', offset };
  }

  function drawAhead() {
    const { rows, slice } = content;
    if (hold.kind === 'bottom') return slice.end < rows.length ? tell.onCenter({ kind: 'end' }) : undefined;
    const [first, last] = [rows[slice.start], rows[slice.end - 1]];
    const lacksAbove = slice.start > 0 && first && !isBeyond(view, first.key, { above: DRAW_AHEAD_PX });
    const lacksBelow = slice.end < rows.length && last && !isBeyond(view, last.key, { below: DRAW_AHEAD_PX });
    if (lacksAbove || lacksBelow) tell.onCenter({ kind: 'row', key: hold.key });
  }

  function look(): ScrollPosition {
    const { hasEnd } = content;
    const distance = distanceToEnd(view);
    const position = {
      isAtBottom: hasEnd && distance < STICK_PX,
      isEndInSight: hasEnd && distance < END_IN_SIGHT_PX,
    };
    tell.onMove(position);
    if (view.scrollTop < LOAD_AHEAD_PX) tell.onNearTop();
    if (!hasEnd && distance < LOAD_AHEAD_PX) tell.onNearEnd();
    return position;
  }

  return { goTo, update, settle, onScroll };
}
