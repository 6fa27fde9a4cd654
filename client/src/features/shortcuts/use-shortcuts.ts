import { isApple, useHotkey } from '../../lib';
import { shortcutOf, type ShortcutId } from './table';

const WRITABLE = 'input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable=true]';

/**
 * Runs what a shortcut stands for, unless a dialog is open, which has keys of its own, or somebody has taken the key.
 * A handler that answers `false` has not used the key: the browser gets it.
 */
export function useShortcuts(handlers: Record<ShortcutId, () => boolean | void>): void {
  useHotkey((event) => {
    if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
    const isWriting = event.target instanceof Element && event.target.matches(WRITABLE);
    const id = shortcutOf(event, { isApple: isApple(), isWriting });
    if (id && handlers[id]() !== false) event.preventDefault();
  });
}
