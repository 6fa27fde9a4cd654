import { useEffect, useEffectEvent, useState } from 'react';
import { focusMain } from '../lib';

const SHOWN_MS = 4_000;
/** Long sentences stay as long as slow readers take: about 200 words a minute. */
const MS_PER_LETTER = 60;

export interface Shown {
  id: number;
  text: string;
  undo?: { name: string; forMs: number; run: () => void };
}

/** One toast. It goes by itself, or when it is taken back; never from under a pointer or the focus. */
export function ToastCard({ toast: { text, undo }, onDone }: { toast: Shown; onDone: () => void }) {
  const done = useEffectEvent(onDone);
  const forMs = undo?.forMs ?? Math.max(SHOWN_MS, text.length * MS_PER_LETTER);
  const [isHeld, setIsHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => done(), forMs);
    return () => clearTimeout(timer);
  }, [forMs, isHeld]);
  return (
    <div
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
      className="pointer-events-auto flex min-h-8 max-w-full animate-rise items-center gap-1 rounded-lg bg-ink px-3.5 text-13 text-surface-1 shadow-raised"
    >
      <p className="min-w-0 py-1 wrap-anywhere">{text}</p>
      {undo && (
        <button
          type="button"
          onClick={({ detail }) => {
            undo.run();
            onDone();
            // By a key: the focus has no place any more.
            if (detail === 0) focusMain();
          }}
          className="relative -me-2 h-8 shrink-0 rounded-lg px-2.5 font-bold underline underline-offset-2 after:absolute after:inset-x-0 after:-inset-y-1.5"
        >
          {undo.name}
        </button>
      )}
    </div>
  );
}
