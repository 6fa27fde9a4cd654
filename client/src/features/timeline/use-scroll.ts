import { useCallback, useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { isPrinting, usePrinting } from '../../lib';
import type { Hold } from './place';
import { createRowHeights, createSlicer, type Center } from './row-window';
import type { Row } from './rows';
import { createScrollKeeper, type ScrollKeeper, type ScrollPosition } from './scroll-keeper';

interface Options {
  rows: readonly Row[];
  hasEnd: boolean;
  /** Changes when the place has to be chosen anew: another part of the history, or another link. */
  entry: string;
  isReady: boolean;
  /** Where to begin. */
  begin: () => Hold;
  /** How many messages of mine are on their way: one more brings me to the bottom. */
  ownCount: number;
  onNearTop: () => void;
  onNearEnd: () => void;
  onMove: (view: HTMLElement) => void;
}

/** Chooses the rows to draw and keeps the view in its place among them. */
export function useScroll(options: Options) {
  const { rows, hasEnd, entry, isReady, ownCount } = options;
  const scroller = useRef<HTMLDivElement>(null);
  const keeper = useRef<ScrollKeeper>(undefined);
  const entered = useRef<string>(undefined);
  const lastOwnCount = useRef(ownCount);
  const [heights] = useState(createRowHeights);
  const [sliceAround] = useState(createSlicer);
  const [center, setCenter] = useState<Center>({ kind: 'end' });
  const [position, setPosition] = useState<ScrollPosition>({ isAtBottom: true, isEndInSight: false });
  const isOnPaper = usePrinting();
  const slice = useMemo(
    () => (isOnPaper ? { start: 0, end: rows.length } : sliceAround(rows, center)),
    [rows, center, isOnPaper, sliceAround],
  );

  const begin = useEffectEvent(options.begin);
  const onNearTop = useEffectEvent(options.onNearTop);
  const onNearEnd = useEffectEvent(options.onNearEnd);
  const onMove = useEffectEvent((view: HTMLElement, next: ScrollPosition) => {
    setPosition((before) => (isSame(before, next) ? before : next));
    options.onMove(view);
  });

  useLayoutEffect(() => {
    const view = scroller.current;
    if (!view) return;
    const created = createScrollKeeper({
      view,
      heights,
      onCenter: setCenter,
      onMove: (next) => onMove(view, next),
      onNearTop: () => onNearTop(),
      onNearEnd: () => onNearEnd(),
    });
    keeper.current = created;
    // What is to be drawn then belongs to the same picture as the scrolling itself.
    // On paper nothing scrolls: what the browser says of it then is not the person's doing.
    const onScroll = () => {
      if (!isPrinting()) flushSync(() => created.follow());
    };
    view.addEventListener('scroll', onScroll, { passive: true });
    return () => view.removeEventListener('scroll', onScroll);
  }, [heights]);

  useLayoutEffect(() => {
    if (!isReady || isPrinting()) return;
    keeper.current?.update({ rows, slice, hasEnd });
    const isMine = ownCount > lastOwnCount.current && hasEnd;
    lastOwnCount.current = ownCount;
    if (entered.current !== entry) {
      entered.current = entry;
      keeper.current?.goTo(begin());
    } else if (isMine) keeper.current?.goTo({ kind: 'bottom' });
  }, [rows, slice, hasEnd, entry, isReady, ownCount, isOnPaper]);

  // Every picture may estimate anew what is not drawn. No change may add up with the next one unseen.
  useLayoutEffect(() => {
    if (isReady && !isOnPaper) keeper.current?.settle();
  });

  useEffect(() => {
    const view = scroller.current;
    const content = view?.firstElementChild;
    if (!view || !content) return;
    let width = view.clientWidth;
    const observer = new ResizeObserver(() => {
      if (isPrinting()) return;
      if (view.clientWidth !== width) heights.forget();
      width = view.clientWidth;
      heights.measure(content);
      keeper.current?.follow();
    });
    observer.observe(view);
    observer.observe(content);
    return () => observer.disconnect();
  }, [heights]);

  return {
    scroller,
    heights,
    slice,
    goTo: useCallback((place: Hold) => keeper.current?.goTo(place), []),
    ...position,
  };
}

function isSame(one: ScrollPosition, other: ScrollPosition): boolean {
  return one.isAtBottom === other.isAtBottom && one.isEndInSight === other.isEndInSight;
}
