import { holdShared, isHeld } from '../../lib';

const FOCUSED = 'chatket:focused';

/**
 * Tells the other tabs of this browser while this one has the person's attention. A lock does so, because it goes
 * with its tab whatever happens to it. Calls back whenever that changes. Returns the function that ends it.
 */
export function shareAttention(onChange: (isAttentive: boolean) => void): () => void {
  let release: (() => void) | undefined;

  function look() {
    if (!isAttentive()) {
      if (release) onChange(false);
      release?.();
      release = undefined;
    } else if (!release) {
      onChange(true);
      const held = new Promise<void>((resolve) => (release = resolve));
      holdShared(FOCUSED, held);
    }
  }

  const signs = ['focus', 'blur', 'pagehide'] as const;
  for (const sign of signs) window.addEventListener(sign, look);
  document.addEventListener('visibilitychange', look);
  look();
  return () => {
    for (const sign of signs) window.removeEventListener(sign, look);
    document.removeEventListener('visibilitychange', look);
    release?.();
  };
}

/** Whether the person is looking at any tab of the product. */
export async function hasAttention(): Promise<boolean> {
  return isAttentive() || isHeld(FOCUSED);
}

function isAttentive(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}
