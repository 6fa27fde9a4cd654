/** Where the view is held while rows come, go and change their height. */
export type Hold =
  | { kind: 'bottom' }
  /** The row's edge stays this far below the top of the view; `center` puts the row in the middle. */
  | RowHold;

export interface RowHold {
  kind: 'row';
  key: string;
  edge: 'top' | 'bottom';
  offset: number | 'center';
}

/** The row of this key, when it is drawn. */
export function findRow(view: HTMLElement, key: string): HTMLElement | undefined {
  return view.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`) ?? undefined;
}

/** How far the view has to scroll so that the row is where it is held, in px. */
export function distanceFrom(view: HTMLElement, row: HTMLElement, { edge, offset }: RowHold): number {
  const { height } = row.getBoundingClientRect();
  const wanted = offset === 'center' ? Math.max(0, (view.clientHeight - height) / 2) : offset;
  return topOf(view, row) + (edge === 'bottom' ? height : 0) - wanted;
}

/**
 * The messages in sight from the uppermost on, each held where it is by its lower edge, so that everything below stays
 * even when it changes its own height. Lines between messages come and go. None when no drawn message is in sight.
 */
export function holdsInSight(view: HTMLElement): RowHold[] {
  const holds: RowHold[] = [];
  for (const row of view.querySelectorAll<HTMLElement>('[data-message]')) {
    const top = topOf(view, row);
    if (top > view.clientHeight) break;
    const offset = top + row.getBoundingClientRect().height;
    if (offset > 0 && row.dataset.key)
      holds.push({ kind: 'row', key: row.dataset.key, edge: 'bottom', offset });
  }
  return holds;
}

/** Whether the row lies at least this far above the view, or below it. */
export function isBeyond(
  view: HTMLElement,
  key: string,
  { above, below }: { above?: number; below?: number },
): boolean {
  const row = findRow(view, key);
  if (!row) return false;
  const top = topOf(view, row);
  if (above !== undefined) return top < -above;
  return below !== undefined && top > view.clientHeight + below;
}

/** How far the end of the view is from the end of what it shows, in px. */
export function distanceToEnd(view: HTMLElement): number {
  return view.scrollHeight - view.scrollTop - view.clientHeight;
}

function topOf(view: HTMLElement, row: HTMLElement): number {
  return row.getBoundingClientRect().top - view.getBoundingClientRect().top;
}

/** Where the browser shows which part of the view's content, and how large. */
export interface Geometry {
  top: number;
  width: number;
  height: number;
  scale: number;
}

const SAME_PLACE_PX = 0.5;

/** The view's geometry now. Fractions of a pixel are left to add up until they are a way. */
export function geometryOf(view: HTMLElement, known?: Geometry): Geometry {
  const isSame = known !== undefined && Math.abs(view.scrollTop - known.top) <= SAME_PLACE_PX;
  return {
    top: isSame ? known.top : view.scrollTop,
    width: view.clientWidth,
    height: view.clientHeight,
    scale: window.devicePixelRatio,
  };
}

/**
 * How far a person has scrolled since the geometry was known, in px. A view of another size (the window, a panel, the
 * composer, a keyboard, the zoom) is where the browser put it, and so is one whose content has become too short.
 */
export function movedByPerson(view: HTMLElement, known: Geometry): number {
  const { top, width, height, scale } = geometryOf(view);
  const isResized = width !== known.width || height !== known.height || scale !== known.scale;
  const end = view.scrollHeight - height;
  const isCutShort = known.top > end + SAME_PLACE_PX && top >= end - SAME_PLACE_PX;
  const moved = top - known.top;
  return isResized || isCutShort || Math.abs(moved) <= SAME_PLACE_PX ? 0 : moved;
}
