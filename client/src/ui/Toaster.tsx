import { useEffect, useEffectEvent } from 'react';

const SHOWN_MS = 4_000;

interface ToasterProps {
  toasts: readonly { id: number; text: string }[];
  onDismiss: (id: number) => void;
}

export function Toaster({ toasts, onDismiss }: ToasterProps) {
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-4 bottom-24 z-50 flex flex-col items-center gap-2"
    >
      {toasts.map((toast) => (
        <ToastCard key={toast.id} text={toast.text} onDone={() => onDismiss(toast.id)} />
      ))}
    </div>
  );
}

function ToastCard({ text, onDone }: { text: string; onDone: () => void }) {
  const done = useEffectEvent(onDone);
  useEffect(() => {
    const timer = setTimeout(() => done(), SHOWN_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p className="max-w-full animate-rise rounded-lg bg-ink px-3.5 py-2 text-13 wrap-anywhere text-surface-1 shadow-raised">
      {text}
    </p>
  );
}
