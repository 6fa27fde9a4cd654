import { useEffect, useState } from 'react';
import { cx } from '../lib';
import { type Shown, ToastCard } from './ToastCard';

/** The place that a page keeps free of words for them. */
const PLACE = '[data-toasts]';

export interface ToastsProps {
  toasts: readonly Shown[];
  onDismiss: (id: number) => void;
}

interface Place {
  left: number;
  width: number;
  bottom: number;
}

/**
 * The toasts that are there. They lie in the place that the page keeps for them, so that they cover nothing that is
 * said or written, wherever that moves while somebody writes; on a page without one, near the foot of the window.
 */
export function Toasts({ toasts, onDismiss }: ToastsProps) {
  const place = usePlace();
  return (
    <div
      style={place}
      className={cx(
        'pointer-events-none fixed z-50 flex flex-col items-center gap-1',
        // What stands in the place itself is hidden as a whole, and not cut in two.
        place ? 'bg-surface-1 pb-1' : 'inset-x-4 bottom-24',
      )}
    >
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} onDone={() => onDismiss(toast.id)} />
      ))}
    </div>
  );
}

function usePlace(): Place | undefined {
  const [place, setPlace] = useState(placeNow);
  useEffect(() => {
    let frame = requestAnimationFrame(look);
    function look() {
      setPlace((before) => {
        const now = placeNow();
        return before?.left === now?.left && before?.width === now?.width && before?.bottom === now?.bottom
          ? before
          : now;
      });
      frame = requestAnimationFrame(look);
    }
    return () => cancelAnimationFrame(frame);
  }, []);
  return place;
}

function placeNow(): Place | undefined {
  const rect = document.querySelector(PLACE)?.getBoundingClientRect();
  return rect && { left: rect.left, width: rect.width, bottom: window.innerHeight - rect.bottom };
}
