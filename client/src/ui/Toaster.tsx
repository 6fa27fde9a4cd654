import { Suspense } from 'react';
import { later } from '../lib';
import type { ToastsProps } from './Toasts';

const Toasts = later(async () => (await import('./Toasts')).Toasts);

/** Where toasts are shown, and heard by screen readers. */
export function Toaster(props: ToastsProps) {
  return (
    <div role="status">
      {props.toasts.length > 0 && (
        <Suspense>
          <Toasts {...props} />
        </Suspense>
      )}
    </div>
  );
}
