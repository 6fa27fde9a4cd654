import {
  useLayoutEffect,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import { isForInputMethod } from '../../lib';
import { findRow } from './place';
import type { Row } from './rows';

/**
 * Arrow keys walk from message to message; right goes to the row's actions, left and Esc come back. The row that has
 * the focus is to stay drawn wherever one scrolls, and so is the one that is to get it.
 */
export function useRowKeys(view: RefObject<HTMLElement | null>, rows: readonly Row[]) {
  const [focusedKey, setFocusedKey] = useState<string>();
  const wanted = useRef<string>(undefined);

  useLayoutEffect(() => {
    const row = wanted.current && view.current && findRow(view.current, wanted.current);
    if (!row) return;
    wanted.current = undefined;
    row.focus();
  });

  function go(key: string) {
    const row = view.current && findRow(view.current, key);
    if (row) return row.focus();
    wanted.current = key;
    setFocusedKey(key);
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (isForInputMethod(event) || isInDialog(event.target)) return;
    const row = rowOf(document.activeElement);
    const step = stepOf(event.key);
    const target = step ? neighbour(rows, row?.dataset.key, step)?.key : undefined;
    const element = step ? undefined : inside(event.key, row);
    if (target) go(target);
    else if (element) element.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return {
    /** The row to keep drawn. */
    focusedKey,
    onKeyDown,
    onFocus: (event: FocusEvent) => setFocusedKey(rowOf(event.target)?.dataset.key),
    onBlur: (event: FocusEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget) && !wanted.current) setFocusedKey(undefined);
    },
  };
}

/** What is asked about a message lies in its row: the keys there are its own. */
function isInDialog(target: EventTarget): boolean {
  return target instanceof Element && target.closest('dialog') !== null;
}

function rowOf(element: Element | null): HTMLElement | undefined {
  return element?.closest<HTMLElement>('[data-message]') ?? undefined;
}

function stepOf(key: string): 1 | -1 | undefined {
  if (key === 'ArrowUp') return -1;
  return key === 'ArrowDown' ? 1 : undefined;
}

/** The next message in a direction; from outside the rows, the last one. */
function neighbour(rows: readonly Row[], key: string | undefined, step: 1 | -1): Row | undefined {
  const place = key === undefined ? -1 : rows.findIndex((row) => row.key === key);
  const isMessage = (row: Row | undefined) => row?.kind === 'message' || row?.kind === 'pending';
  if (place < 0) return rows.findLast(isMessage);
  let index = place + step;
  while (index >= 0 && index < rows.length && !isMessage(rows[index])) index += step;
  return rows[index];
}

function inside(key: string, row: HTMLElement | undefined): HTMLElement | null | undefined {
  const isInside = row !== undefined && row !== document.activeElement;
  if (key === 'ArrowRight') {
    const controls = [...(row?.querySelectorAll<HTMLElement>('button, a, input') ?? [])];
    const place = controls.findIndex((control) => control === document.activeElement);
    return controls[place + 1];
  }
  return isInside && (key === 'ArrowLeft' || key === 'Escape') ? row : undefined;
}
