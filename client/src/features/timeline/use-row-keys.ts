import type { KeyboardEvent, RefObject } from 'react';

/** Arrow keys walk from message to message; right goes to the row's actions, left and Esc come back. */
export function useRowKeys(list: RefObject<HTMLElement | null>) {
  return (event: KeyboardEvent<HTMLElement>) => {
    const focused = document.activeElement;
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-message]') ?? [])];
    const place = rows.findIndex((row) => row.contains(focused));
    const row = rows[place];
    const target = destination(event.key, { rows, place, row, isInside: row !== focused });
    if (!target) return;
    event.preventDefault();
    event.stopPropagation();
    target.focus();
  };
}

interface Position {
  rows: HTMLElement[];
  place: number;
  row: HTMLElement | undefined;
  isInside: boolean;
}

function destination(key: string, { rows, place, row, isInside }: Position): HTMLElement | null | undefined {
  switch (key) {
    case 'ArrowUp':
      return place < 0 ? rows.at(-1) : rows[place - 1];
    case 'ArrowDown':
      return place < 0 ? rows.at(-1) : rows[place + 1];
    case 'ArrowRight':
      return row?.querySelector<HTMLElement>('button');
    case 'ArrowLeft':
    case 'Escape':
      return isInside ? row : undefined;
    default:
      return undefined;
  }
}
