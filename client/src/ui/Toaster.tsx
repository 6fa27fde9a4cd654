import { Suspense } from 'react';
import { later } from '../lib';
import type { Shown } from './ToastCard';

const Toasts = later(async () => (await import('./Toasts')).Toasts);

interface ToasterProps {
  toasts: readonly Shown[];
  onDismiss: (id: number) => void;
}

/** Where toasts are shown, and heard by screen readers. */
export function Toaster(props: ToasterProps) {
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
