import { Suspense } from 'react';
import { later } from '../lib';
import type { Shown } from './ToastCard';

const ToastCard = later(async () => (await import('./ToastCard')).ToastCard);

interface ToasterProps {
  toasts: readonly Shown[];
  onDismiss: (id: number) => void;
}

export function Toaster({ toasts, onDismiss }: ToasterProps) {
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-4 bottom-24 z-50 flex flex-col items-center gap-2"
    >
      <Suspense>
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} onDone={() => onDismiss(toast.id)} />
        ))}
      </Suspense>
    </div>
  );
}
