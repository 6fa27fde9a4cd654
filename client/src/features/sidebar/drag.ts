import type { Target } from './arrangement';

interface Drop extends Target {
  roomId: string;
}

const TYPE = 'application/x-chatket-room';

/**
 * Lets rooms be dragged within a list whose rows carry `data-room` and whose sections carry `data-section`. The same can
 * be done from a row's menu. @returns the function that ends it
 */
export function followDrag(list: HTMLElement, onDrop: (drop: Drop) => void): () => void {
  const end = new AbortController();
  const { signal } = end;
  let marked: HTMLElement | undefined;
  let dragged: string | undefined;

  const rowAt = ({ target }: Event) =>
    (target instanceof Element ? target.closest<HTMLElement>('[data-room]') : null) ?? undefined;
  const isAfter = (row: HTMLElement, { clientY }: DragEvent) => {
    const { top, height } = row.getBoundingClientRect();
    return clientY > top + height / 2;
  };
  function mark(row: HTMLElement | undefined, where?: string) {
    if (marked !== row) marked?.removeAttribute('data-drop');
    marked = row;
    if (row && where) row.dataset.drop = where;
  }

  function stop() {
    dragged = undefined;
    mark(undefined);
  }

  list.addEventListener(
    'dragstart',
    (event) => {
      dragged = rowAt(event)?.dataset.room;
      if (dragged !== undefined) event.dataTransfer?.setData(TYPE, dragged);
    },
    { signal },
  );
  list.addEventListener(
    'dragover',
    (event) => {
      if (dragged === undefined) return;
      event.preventDefault();
      const row = rowAt(event);
      mark(row, row && (isAfter(row, event) ? 'after' : 'before'));
    },
    { signal },
  );
  list.addEventListener(
    'drop',
    (event) => {
      const section = event.target instanceof Element && event.target.closest<HTMLElement>('[data-section]');
      if (dragged === undefined || !section) return;
      event.preventDefault();
      const roomId = dragged;
      // The row may be drawn anew elsewhere, and then it does not tell of its end.
      stop();
      const row = rowAt(event);
      const next = row && isAfter(row, event) ? row.nextElementSibling : row;
      const before = next instanceof HTMLElement ? next.dataset.room : undefined;
      if (before !== roomId) onDrop({ roomId, sectionId: section.dataset.section ?? '', before });
    },
    { signal },
  );
  list.addEventListener('dragend', stop, { signal });
  return () => end.abort();
}
