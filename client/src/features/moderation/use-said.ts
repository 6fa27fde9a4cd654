import { useEffect, useRef, useState } from 'react';
import { type ToastUndo, usePageStores } from '../../store';

interface Said {
  id: number;
  text: string;
  undo?: ToastUndo;
}

interface Saying {
  /** What is said now, in the dialog: what lies below it can be neither heard nor pressed. */
  said: Said | undefined;
  /** Something was said before, if not now. */
  hasSaid: boolean;
  say: (text: string, undo?: ToastUndo) => void;
  forget: () => void;
  /** The dialog closes: what is said there goes on as a toast. */
  handOver: () => void;
}

/** What came of what was done in a dialog; once that is closed, in a toast. */
export function useSaid(): Saying {
  const { toasts } = usePageStores();
  const [said, setSaid] = useState<Said>();
  const [hasSaid, setHasSaid] = useState(false);
  const isOpen = useRef(true);
  useEffect(() => {
    isOpen.current = true;
    return () => void (isOpen.current = false);
  }, []);

  return {
    said,
    hasSaid,
    say: (text, undo) => {
      if (!isOpen.current) return toasts.actions.show(text, undo);
      setHasSaid(true);
      setSaid((last) => ({ id: (last?.id ?? 0) + 1, text, undo }));
    },
    forget: () => setSaid(undefined),
    handOver: () => {
      if (said) toasts.actions.show(said.text, said.undo);
    },
  };
}
