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
import { standIn } from './row-window';
import type { Row } from './rows';

/** The row that has the focus is to stay drawn wherever one scrolls, and so is the one that is to get it. */
export function useFocusedKey() {
  return useState<string>();
}

/**
 * Arrow keys walk from message to message; right goes to the row's actions, left and Esc come back. Where the row that has
 * the focus leaves, the next one gets it.
 */
export function useRowKeys(
  view: RefObject<HTMLElement | null>,
  rows: readonly Row[],
  [focusedKey, setFocusedKey]: ReturnType<typeof useFocusedKey>,
) {
  const wanted = useRef<string>(undefined);
  const known = useRef(rows);

  useLayoutEffect(() => {
    const before = known.current;
    known.current = rows;
    if (focusedKey === undefined || document.activeElement !== document.body) return;
    // Or it is there still, and what had the focus in it has left.
    const key = standIn(before, rows, focusedKey) ?? focusedKey;
    const row = view.current && findRow(view.current, key);
    (row ?? view.current)?.focus({ preventScroll: true });
  }, [rows, focusedKey, view]);

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
    onKeyDown,
    onFocus: (event: FocusEvent) => setFocusedKey(rowOf(event.target)?.dataset.key),
    onBlur: (event: FocusEvent) => {
      // Whoever goes to another window comes back to where they were.
      if (document.activeElement === event.target) return;
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
