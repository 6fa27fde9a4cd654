import { useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';

const query = () => window.matchMedia('print');
let isBetween = false;

/** Whether the page is being put on paper. The component renders again before the picture for it is taken. */
export function usePrinting(): boolean {
  return useSyncExternalStore(subscribe, isPrinting);
}

export function isPrinting(): boolean {
  return isBetween || query().matches;
}

function subscribe(onChange: () => void): () => void {
  const now = (next: boolean) => () => {
    isBetween = next;
    flushSync(onChange);
  };
  const [begin, end] = [now(true), now(false)];
  const media = query();
  window.addEventListener('beforeprint', begin);
  window.addEventListener('afterprint', end);
  media.addEventListener('change', onChange);
  return () => {
    window.removeEventListener('beforeprint', begin);
    window.removeEventListener('afterprint', end);
    media.removeEventListener('change', onChange);
  };
}
