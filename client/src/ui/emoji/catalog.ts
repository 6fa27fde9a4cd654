import { fold } from '@chatket/contract';

/** One emoji and the words it is found by. */
export interface Emoji {
  emoji: string;
  name: string;
  group: number;
  /** Without colons; the first one is shown. */
  shortcodes: readonly string[];
  /** Folded. */
  words: readonly string[];
}

let loading: Promise<readonly Emoji[]> | undefined;

/** All emoji in their usual order. Loaded once, when somebody first wants one. */
export function loadEmoji(): Promise<readonly Emoji[]> {
  loading ??= import('virtual:emoji-data').then(
    ({ default: rows }) =>
      rows.map(([emoji, name, group, shortcodes, words]) => ({
        emoji,
        name,
        group,
        shortcodes: shortcodes.split(' ').filter(Boolean),
        words: words.split(' ').filter(Boolean).map(fold),
      })),
    (error: unknown) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}
