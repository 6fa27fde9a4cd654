import { changeBetween, type Edited } from './edit';

/**
 * Edits a field as if the person had typed it, so that the browser's undo takes exactly this back, and nothing that was
 * typed before or after. Tells of it by an `input` event, as typing does.
 */
export function editField(field: HTMLTextAreaElement, { text, start, end }: Edited): void {
  const { from, to, piece } = changeBetween(field.value, text);
  field.focus();
  endUndoStep(field);
  field.setSelectionRange(from, to);
  if (from !== to || piece !== '') write(field, piece);
  endUndoStep(field);
  field.setSelectionRange(start, end);
}

/**
 * The one way to edit a field that browsers let the person undo: setting the value throws their history away. It is
 * called deprecated, and every browser keeps it for want of another.
 */
function write(field: HTMLTextAreaElement, piece: string): void {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- there is no other way
  const isWritten = document.execCommand(piece === '' ? 'delete' : 'insertText', false, piece);
  if (isWritten) return;
  field.setRangeText(piece);
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertReplacementText' }));
}

/** Browsers gather what is typed in one place into one step, until the caret goes elsewhere. */
function endUndoStep(field: HTMLTextAreaElement): void {
  const { value, selectionEnd } = field;
  const elsewhere = selectionEnd === 0 ? value.length : 0;
  field.setSelectionRange(elsewhere, elsewhere);
}
