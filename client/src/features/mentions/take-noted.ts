import type { MentionNoted } from '@chatket/contract';
import { withSpoken, type ChatStores } from '../../store';

/** A message counts for me for a reason that is mine only, or does no longer. Repeating it changes nothing. */
export function takeNoted({ rooms }: Pick<ChatStores, 'rooms'>, { roomId, seq, on }: MentionNoted): void {
  const room = rooms.getState().mine[roomId];
  if (room?.mentions === undefined) return;
  const at = new Set(room.mentionedAt);
  if (on) at.add(seq);
  else at.delete(seq);
  rooms.actions.change(withSpoken(room, at));
}
