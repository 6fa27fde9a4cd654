import { useEffect, useId, useRef, type ReactNode } from 'react';
import { cx } from '../lib';
import { CloseIcon } from './icons';
import { IconButton } from './IconButton';

interface ModalProps {
  onClose: () => void;
  className?: string;
  labelledBy?: string;
  label?: string;
  children: ReactNode;
}

/** A native modal: the browser keeps the focus inside, Esc and a click beside it close it. */
export function Modal({ onClose, className, label, labelledBy, children }: ModalProps) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    // The browser would choose the first control, which is the one that closes; who opened this wants to write.
    dialog?.querySelector<HTMLElement>('input, textarea')?.focus();
    return () => dialog?.close();
  }, []);

  return (
    <dialog
      ref={ref}
      aria-label={label}
      aria-labelledby={labelledBy}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === ref.current) onClose();
      }}
      className={cx('text-ink', className)}
    >
      {children}
    </dialog>
  );
}

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

export function Dialog({ title, onClose, children }: DialogProps) {
  const id = useId();
  return (
    <Modal
      onClose={onClose}
      labelledBy={id}
      className="m-auto w-[min(26rem,calc(100vw-2rem))] animate-rise rounded-xl bg-surface-1 shadow-raised"
    >
      <div className="p-5">
        <header className="mb-4 flex items-center justify-between gap-3">
          <h2 id={id} className="min-w-0 truncate text-18 font-bold">
            {title}
          </h2>
          <IconButton label="Close" onClick={onClose} className="-mr-1.5" place="below-end">
            <CloseIcon />
          </IconButton>
        </header>
        {children}
      </div>
    </Modal>
  );
}

interface SheetProps {
  side: 'left' | 'right';
  label: string;
  onClose: () => void;
  children: ReactNode;
}

/** A panel that slides in from an edge on small screens. */
export function Sheet({ side, label, onClose, children }: SheetProps) {
  return (
    <Modal
      onClose={onClose}
      label={label}
      className={cx(
        'h-dvh max-h-none w-[min(320px,calc(100vw-44px))] max-w-none overflow-hidden bg-surface-0 shadow-raised',
        side === 'left' ? 'sheet-left mr-auto' : 'sheet-right ml-auto',
      )}
    >
      {children}
    </Modal>
  );
}
