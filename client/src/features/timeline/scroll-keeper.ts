import type { Landing } from './landing';
import {
  distanceFrom,
  distanceToEnd,
  findRow,
  geometryOf,
  holdsInSight,
  isBeyond,
  movedByPerson,
  type Hold,
  type RowHold,
} from './place';
import { standIn, type Center, type RowHeights, type Slice } from './row-window';
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
 * keeps its place, whatever is added, measured or taken away above or below it; where that one leaves itself, the next.
 */
export function createScrollKeeper({ view, heights, ...tell }: Options) {
  let content: ScrollContent = { rows: [], slice: { start: 0, end: 0 }, hasEnd: true };
  let hold: Hold = { kind: 'bottom' };
  /** At the bottom: so far above the very end one has stopped. */
  let slack = 0;
  /** What can be held instead. */
  let inSight: RowHold[] = [];
  let known = geometryOf(view);
  let landing: Landing | undefined;
  // Until it is there, and where it cannot be had, a scroll that is under way carries a jump along.
  import('./landing').then(
    ({ createLanding }) => (landing = createLanding(view)),
    () => undefined,
  );

  function goTo(place: Hold) {
    holdAt(place);
    landing?.begin();
    scrollBy(driftOf(hold) ?? 0);
    tell.onCenter(place.kind === 'bottom' ? { kind: 'end' } : { kind: 'row', key: place.key });
  }

  /** Other rows are there, or are drawn. Who is near the end sees what comes at the end. */
  function update(next: ScrollContent) {
    const { rows } = content;
    const hasOtherRows = next.rows !== rows;
    content = next;
    if (hold.kind === 'row') {
      const key = standIn(rows, next.rows, hold.key);
      if (key !== undefined) holdAt(insteadOf(hold.key) ?? { kind: 'row', key, edge: 'top', offset: 0 });
    }
    settle();
    if (hasOtherRows && hold.kind === 'bottom') {
      slack = 0;
      settle();
    }
    look();
  }

  /** What was in sight with a row that has left: what is below it stays where it is. */
  function insteadOf(key: string): Hold | undefined {
    const place = inSight.findIndex((one) => one.key === key);
    return [...inSight.slice(place + 1), ...inSight].find((one) => findRow(view, one.key));
  }

  /**
   * Brings the view back to its place after something around it has changed. Where a person has scrolled meanwhile, only
   * what the change has moved is taken back, and the view is held where that leads to.
   */
  function settle() {
    const by = movedByPerson(view, known);
    const moved = landing?.isUnderWay(by) ? 0 : by;
    const drift = driftOf(hold);
    scrollBy(drift === undefined ? 0 : drift + moved);
    if (moved !== 0) holdHere();
    else if (drift !== undefined && isAtEnd()) holdAt({ kind: 'bottom' });
    inSight = hold.kind === 'row' ? holdsInSight(view) : [];
  }

  /** How far the view is from where it is held; unknown while the row is not drawn. */
  function driftOf(place: Hold): number | undefined {
    if (place.kind === 'bottom') return distanceToEnd(view) - slack;
    const row = findRow(view, place.key);
    return row && distanceFrom(view, row, place);
  }

  function scrollBy(distance: number) {
    if (Math.abs(distance) > AT_PLACE_PX) view.scrollTop += distance;
    known = geometryOf(view, known);
  }

  function holdAt(place: Hold) {
    hold = place;
    slack = 0;
  }

  function holdHere() {
    if (!isAtBottom()) return holdAt(holdsInSight(view)[0] ?? holdByHeight());
    holdAt({ kind: 'bottom' });
    slack = distanceToEnd(view);
  }

  /** The person, the program or the browser has scrolled, or something has another size. */
  function follow() {
    settle();
    look();
    drawAhead();
  }

  const isAtBottom = () => content.hasEnd && distanceToEnd(view) < STICK_PX;
  const isAtEnd = () => content.hasEnd && distanceToEnd(view) <= AT_PLACE_PX;

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

  function look() {
    const { hasEnd } = content;
    const distance = distanceToEnd(view);
    tell.onMove({ isAtBottom: isAtBottom(), isEndInSight: hasEnd && distance < END_IN_SIGHT_PX });
    if (view.scrollTop < LOAD_AHEAD_PX) tell.onNearTop();
    if (!hasEnd && distance < LOAD_AHEAD_PX) tell.onNearEnd();
  }

  return { goTo, update, settle, follow };
}
