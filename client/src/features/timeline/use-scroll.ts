import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

const STICK_PX = 100;
const LOAD_AHEAD_PX = 800;
const LINE_OFFSET_PX = 72;

interface Anchor {
  key: string;
  /** Distance of the row's top from the top of the visible part. */
  offset: number;
}

interface Options {
  /** Changes whenever the rows do. */
  rows: readonly unknown[];
  hasRows: boolean;
  /** How many messages of mine are on their way: one more brings me to the bottom. */
  ownCount: number;
  onNearTop: () => void;
}

/**
 * Keeps what one reads where it is. At the bottom the view stays at the bottom; elsewhere the topmost visible row
 * keeps its place, whatever is added above or below it. Rows carry `data-key`.
 */
export function useScroll({ rows, hasRows, ownCount, onNearTop }: Options) {
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const isStuck = useRef(true);
  const anchor = useRef<Anchor>(undefined);
  const hasEntered = useRef(false);
  const lastOwnCount = useRef(ownCount);
  const [isAtBottom, setIsAtBottom] = useState(true);

  const settle = useCallback(() => {
    const view = scroller.current;
    if (!view) return;
    if (isStuck.current) view.scrollTop = view.scrollHeight;
    else if (anchor.current) {
      const row = view.querySelector<HTMLElement>(`[data-key="${CSS.escape(anchor.current.key)}"]`);
      if (row) view.scrollTop = row.offsetTop - anchor.current.offset;
    }
  }, []);

  const onScroll = useCallback(() => {
    const view = scroller.current;
    if (!view || !hasEntered.current) return;
    isStuck.current = view.scrollHeight - view.scrollTop - view.clientHeight < STICK_PX;
    anchor.current = list.current ? topmost(list.current, view.scrollTop) : undefined;
    setIsAtBottom(isStuck.current);
    if (view.scrollTop < LOAD_AHEAD_PX) onNearTop();
  }, [onNearTop]);

  useLayoutEffect(() => {
    const view = scroller.current;
    if (!view || !hasRows) return;
    if (!hasEntered.current) {
      hasEntered.current = true;
      const line = view.querySelector<HTMLElement>('[data-key="new"]');
      view.scrollTop = line ? line.offsetTop - LINE_OFFSET_PX : view.scrollHeight;
      onScroll();
      return;
    }
    if (ownCount > lastOwnCount.current) isStuck.current = true;
    lastOwnCount.current = ownCount;
    settle();
  }, [rows, hasRows, ownCount, settle, onScroll]);

  useEffect(() => {
    const observer = new ResizeObserver(settle);
    if (scroller.current) observer.observe(scroller.current);
    if (list.current) observer.observe(list.current);
    return () => observer.disconnect();
  }, [settle, hasRows]);

  const toBottom = useCallback(() => {
    isStuck.current = true;
    settle();
    setIsAtBottom(true);
  }, [settle]);

  return { scroller, list, onScroll, isAtBottom, toBottom };
}

/** The first row that ends below the given height; found by halving, since rows lie in order. */
function topmost(list: HTMLElement, top: number): Anchor | undefined {
  const rows = list.children;
  let low = 0;
  let high = rows.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row instanceof HTMLElement && row.offsetTop + row.offsetHeight > top) high = middle;
    else low = middle + 1;
  }
  const row = rows[low];
  if (!(row instanceof HTMLElement) || !row.dataset.key) return undefined;
  return { key: row.dataset.key, offset: row.offsetTop - top };
}
