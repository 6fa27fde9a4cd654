import type { MessageId } from '../../i18n';

export type ShortcutId =
  | 'switcher'
  | 'search'
  | 'sheet'
  | 'nextRegion'
  | 'previousRegion'
  | 'previousRoom'
  | 'nextRoom'
  | 'previousUnread'
  | 'nextUnread'
  | 'compose'
  | 'escape';

export interface Keys {
  /** As in `KeyboardEvent.key`. */
  key: string;
  /** Cmd on Apple machines, Ctrl elsewhere. */
  command?: true;
  alt?: true;
  shift?: true;
}

export interface Shortcut {
  id: ShortcutId;
  name: MessageId;
  keys: Keys;
  /** Whether the key means something else to whoever is writing. */
  isText?: true;
}

interface Section {
  title: MessageId;
  shortcuts: readonly Shortcut[];
}

/** Every key that works in the whole page: what handles them and what tells of them both read this. */
export const SECTIONS: readonly Section[] = [
  {
    title: 'shortcuts.everywhere',
    shortcuts: [
      { id: 'switcher', name: 'shortcuts.switcher', keys: { key: 'k', command: true } },
      { id: 'search', name: 'shortcuts.search', keys: { key: 'f', command: true, shift: true } },
      { id: 'compose', name: 'shortcuts.compose', keys: { key: '/' }, isText: true },
      { id: 'nextRegion', name: 'shortcuts.nextRegion', keys: { key: 'F6' } },
      { id: 'previousRegion', name: 'shortcuts.previousRegion', keys: { key: 'F6', shift: true } },
      { id: 'escape', name: 'shortcuts.escape', keys: { key: 'Escape' } },
      { id: 'sheet', name: 'shortcuts.sheet', keys: { key: '?' }, isText: true },
    ],
  },
  {
    title: 'shortcuts.rooms',
    shortcuts: [
      { id: 'previousRoom', name: 'shortcuts.previousRoom', keys: { key: 'ArrowUp', alt: true } },
      { id: 'nextRoom', name: 'shortcuts.nextRoom', keys: { key: 'ArrowDown', alt: true } },
      {
        id: 'previousUnread',
        name: 'shortcuts.previousUnread',
        keys: { key: 'ArrowUp', alt: true, shift: true },
      },
      { id: 'nextUnread', name: 'shortcuts.nextUnread', keys: { key: 'ArrowDown', alt: true, shift: true } },
    ],
  },
];

const ALL = SECTIONS.flatMap(({ shortcuts }) => shortcuts);

interface Press {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** The shortcut a key press means, or none. Whether somebody is writing is the caller's to know. */
export function shortcutOf(
  press: Press,
  at: { isApple: boolean; isWriting: boolean },
): ShortcutId | undefined {
  const hasCommand = at.isApple ? press.metaKey : press.ctrlKey;
  const hasOther = at.isApple ? press.ctrlKey : press.metaKey;
  if (hasOther) return undefined;
  return ALL.find(({ keys, isText }) => {
    if (isText && at.isWriting) return false;
    // A character may need Shift on one keyboard and not on another: what counts is what was typed.
    const isShiftRight = isText || (keys.shift ?? false) === press.shiftKey;
    return (
      keys.key.toLowerCase() === press.key.toLowerCase() &&
      (keys.command ?? false) === hasCommand &&
      (keys.alt ?? false) === press.altKey &&
      isShiftRight
    );
  })?.id;
}
