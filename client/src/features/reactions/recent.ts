import { emojiKind } from '@chatket/contract';
import { recentEmoji } from '../../ui/emoji/recent';

const USUAL = ['👍', '❤️', '😂', '🎉'];
const OFFERED = 3;

/** Three emoji to react with at once: those picked last, each kind once, then usual ones. */
export function offeredEmoji(recent: readonly string[] = recentEmoji()): string[] {
  const kinds = new Map<string, string>();
  for (const emoji of [...recent, ...USUAL]) {
    const kind = emojiKind(emoji).replaceAll('\uFE0F', '');
    if (!kinds.has(kind)) kinds.set(kind, emoji);
  }
  return [...kinds.values()].slice(0, OFFERED);
}
