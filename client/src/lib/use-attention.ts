import { useSyncExternalStore } from 'react';

/** Whether somebody is looking at this page: its tab is visible and its window has the focus. */
export function useAttention(): boolean {
  return useSyncExternalStore(subscribe, isAttentive);
}

function isAttentive(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}

function subscribe(onChange: () => void): () => void {
  document.addEventListener('visibilitychange', onChange);
  window.addEventListener('focus', onChange);
  window.addEventListener('blur', onChange);
  return () => {
    document.removeEventListener('visibilitychange', onChange);
    window.removeEventListener('focus', onChange);
    window.removeEventListener('blur', onChange);
  };
}
