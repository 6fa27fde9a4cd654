import { draftKeyOf, type ChatStores } from '../../store';

/**
 * Ends an edit, whose draft goes with it, or an answer, whose text stays. Not in the code that is fetched when it is
 * wanted: who answers and loses the connection would answer the same message for ever.
 */
export function endWriting({ drafts, writing }: ChatStores, roomId: string): void {
  const now = writing.getState().byRoom[roomId];
  if (now?.kind === 'edit' || now?.kind === 'edit-unsent') drafts.actions.set(draftKeyOf(roomId, now), '');
  writing.actions.end(roomId);
}
