import { useEffect, useEffectEvent } from 'react';

const SHOWN_MS = 4_000;
/** Long sentences stay as long as slow readers take: about 200 words a minute. */
const MS_PER_LETTER = 60;

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
    const timer = setTimeout(() => done(), Math.max(SHOWN_MS, text.length * MS_PER_LETTER));
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <p className="max-w-full animate-rise rounded-lg bg-ink px-3.5 py-2 text-13 wrap-anywhere text-surface-1 shadow-raised">
      {text}
    </p>
  );
}
