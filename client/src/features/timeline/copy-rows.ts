import type { UserRef } from '@chatket/contract';
import type { TimeFormats } from '../../i18n';
import type { Row } from './rows';
import { selectedRows } from './selected-rows';
import { saidIn, transcriptOf } from './transcript';

interface Conversation {
  view: Element | null;
  rows: readonly Row[];
  me: UserRef;
  time: TimeFormats;
}

/** Answers copying with the conversation that is shown then, until the signal comes. */
export function copyRows(shown: () => Conversation, signal: AbortSignal): void {
  // A selection may begin above the conversation, and then the event does not come by it.
  document.addEventListener('copy', (event) => answer(event, shown()), { signal });
}

/** Puts the selected messages on the clipboard, when they are several and nobody else has answered. */
function answer(event: ClipboardEvent, { view, rows, me, time }: Conversation): void {
  const list = view?.querySelector('ol[data-rows]');
  if (!list) return;
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
