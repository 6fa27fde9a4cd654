import type { UserRef } from '@chatket/contract';
import type { TimeFormats } from '../../i18n';
import type { Row } from './rows';
import { selectedRows } from './selected-rows';
import { saidIn, transcriptOf } from './transcript';

interface Conversation {
  /** The element of the rows that are drawn. */
  list: Element;
  rows: readonly Row[];
  me: UserRef;
  time: TimeFormats;
}

/** Puts the selected messages on the clipboard, when they are several and nobody else has answered. */
export function copyRows(event: ClipboardEvent, { list, rows, me, time }: Conversation): void {
  const selection = document.getSelection();
  if (!selection || !event.clipboardData || event.defaultPrevented || isInField(event.target)) return;
  const said = saidIn(selectedRows(list, selection, rows), me);
  if (said.length < 2) return;
  const { plain, html } = transcriptOf(said, time);
  event.clipboardData.setData('text/plain', plain);
  event.clipboardData.setData('text/html', html);
  event.preventDefault();
}

function isInField(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
}
