import type { Translate } from '../../i18n';
import type { Emoji } from './catalog';

/** One part of the picker. */
export interface EmojiPart {
  id: string;
  title: string;
  /** What stands for it among the categories. */
  icon: string;
  emoji: readonly Emoji[];
}

const GROUPS = [
  [0, '😀'],
  [1, '👋'],
  [3, '🐻'],
  [4, '🍎'],
  [5, '🚗'],
  [6, '⚽'],
  [7, '💡'],
  [8, '💜'],
  [9, '🏁'],
] as const;

/** The recent ones first, then all by their usual groups. Parts without any are left out. */
export function partsOf(catalog: readonly Emoji[], recent: readonly string[], t: Translate): EmojiPart[] {
  const known = recent.flatMap((emoji) => catalog.find((candidate) => candidate.emoji === emoji) ?? []);
  return [
    { id: 'recent', title: t('emoji.recent'), icon: '🕘', emoji: known },
    ...GROUPS.map(([group, icon]) => ({
      id: String(group),
      title: t(`emoji.group.${group}`),
      icon,
      emoji: catalog.filter((emoji) => emoji.group === group),
    })),
  ].filter(({ emoji }) => emoji.length > 0);
}
