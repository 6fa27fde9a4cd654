export interface Gatherer<T> {
  add: (item: T) => void;
  /** Hands on what is waiting, now. */
  flush: () => void;
}

/**
 * Hands items on, in their order: the first at once; those that follow within `ms` of the last time, together when
 * that time is over.
 */
export function createGatherer<T>(ms: number, handOn: (items: readonly T[]) => void): Gatherer<T> {
  let waiting: T[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush() {
    const items = waiting;
    waiting = [];
    if (items.length > 0) handOn(items);
  }

  function onTime() {
    timer = undefined;
    if (waiting.length > 0) rest();
    flush();
  }

  function rest() {
    timer = setTimeout(onTime, ms);
  }

  return {
    add: (item) => {
      waiting.push(item);
      if (timer !== undefined) return;
      rest();
      flush();
    },
    flush,
  };
}
