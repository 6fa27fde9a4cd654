import { useEffect, useEffectEvent } from 'react';
import { isForInputMethod } from './input-method';

/** Listens to key presses on the whole page, but not to those of an input method. The handler decides whether a key is its own. */
export function useHotkey(handler: (event: KeyboardEvent) => void): void {
  const handle = useEffectEvent(handler);
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      if (!isForInputMethod(event)) handle(event);
    };
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}

/** Whether the event carries the platform's command key: Cmd on Apple machines, Ctrl elsewhere. */
export function hasCommandKey(event: { metaKey: boolean; ctrlKey: boolean }): boolean {
  return isApple() ? event.metaKey : event.ctrlKey;
}

export function isApple(): boolean {
  return /Mac|iPhone|iPad/u.test(navigator.userAgent);
}
