import { useCallback, useSyncExternalStore, type ReactNode } from 'react';
import { highlightLater, knownHighlight } from './code';

/** Code in colours, as soon as they are known; nothing before, and for what is not coloured at all. */
export function useHighlighted(text: string, language: string | undefined): ReactNode {
  return useSyncExternalStore(
    useCallback((onChange) => highlightLater(text, language, onChange), [text, language]),
    () => knownHighlight(text, language),
  );
}
