import { LIMITS } from '@chatket/contract';
import { steadyNow } from '../../lib';

const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart', 'focus'] as const;
const HOW = { capture: true, passive: true };

/**
 * Notices when nobody has typed, pointed or touched for a while, and when somebody does again.
 * @returns the function that ends it
 */
export function watchInput(onChange: (isIdle: boolean) => void): () => void {
  let last = steadyNow();
  let isIdle = false;
  let timer: ReturnType<typeof setTimeout>;
  let place = '';

  function look() {
    const left = last + LIMITS.idleAfterMs - steadyNow();
    if (left > 0) {
      timer = setTimeout(look, left);
      return;
    }
    isIdle = true;
    onChange(true);
  }

  function note() {
    last = steadyNow();
    if (!isIdle) return;
    isIdle = false;
    onChange(false);
    look();
  }

  function hear(event: Event) {
    // Browsers tell of a move also where the page has moved under a pointer that rests.
    if (event.type === 'pointermove') {
      const { screenX, screenY } = event as PointerEvent;
      const before = place;
      place = `${screenX} ${screenY}`;
      if (place === before) return;
    }
    note();
  }

  const onVisibility = () => {
    if (document.visibilityState === 'visible') note();
  };

  for (const sign of SIGNS) window.addEventListener(sign, hear, HOW);
  document.addEventListener('visibilitychange', onVisibility);
  look();
  return () => {
    for (const sign of SIGNS) window.removeEventListener(sign, hear, HOW);
    document.removeEventListener('visibilitychange', onVisibility);
    clearTimeout(timer);
  };
}
