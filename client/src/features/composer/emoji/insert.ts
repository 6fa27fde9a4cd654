import { replaceIn, type Edited } from '../edit';

/**
 * Puts an emoji in place of its shortcode. One space sets it apart from a word that follows or will follow, and the
 * caret stands behind that; where there is one already it is used.
 */
export function insertEmoji(text: string, stretch: { start: number; end: number }, emoji: string): Edited {
  const next = text[stretch.end] ?? '';
  if (next === '' || /[\p{L}\p{N}]/u.test(next))
    return { ...replaceIn(text, stretch, `${emoji} `), isSpaceGiven: true };
  const edited = replaceIn(text, stretch, emoji);
  if (next === '\n' || !/\s/u.test(next)) return edited;
  return { ...edited, start: edited.start + 1, end: edited.end + 1, isSpaceGiven: true };
}
