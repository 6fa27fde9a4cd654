import { useId, useLayoutEffect, useRef, type CSSProperties, type ReactNode } from 'react';
import { useLocale } from '../i18n';
import { cx, focusMain, isForInputMethod, useBack } from '../lib';
import { CloseIcon } from './more-icons';
import { IconButton } from './IconButton';

interface ModalProps {
  onClose: () => void;
  className?: string;
  style?: CSSProperties;
  labelledBy?: string;
  label?: string;
  children: ReactNode;
}

/** A native modal: the browser keeps the focus inside; Esc, Back and a click beside it close it. */
export function Modal({ onClose, className, style, label, labelledBy, children }: ModalProps) {
  const ref = useRef<HTMLDialogElement>(null);
  useBack(onClose);
  useLayoutEffect(() => {
    const dialog = ref.current;
    const opener = document.activeElement;
    dialog?.showModal();
    // The browser would choose the first control, which is the one that closes; who opened this wants to write or read.
    const first = dialog?.querySelector<HTMLElement>('[data-first], input:not([type=radio]), textarea');
    (first ?? dialog?.querySelector<HTMLElement>('h2[tabindex]'))?.focus();
    return () => {
      dialog?.close();
      // The browser has given the focus back, unless what had it is gone.
      if (!opener?.isConnected) focusMain();
    };
  }, []);

  return (
    <dialog
      ref={ref}
      aria-label={label}
      aria-labelledby={labelledBy}
      onKeyDown={(event) => {
        // Esc has dropped a word that was being composed: the browser would close the dialog as well.
        if (event.key === 'Escape' && isForInputMethod(event)) event.preventDefault();
      }}
      onCancel={(event) => {
        event.preventDefault();
        // React tells it of a dialog inside this one, too.
        if (event.target === ref.current) onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === ref.current) onClose();
      }}
      className={cx('text-ink', className)}
      style={style}
    >
      {children}
    </dialog>
  );
}

interface DialogProps {
  title: string;
  isWide?: boolean;
  onClose: () => void;
  children: ReactNode;
}

export function Dialog({ title, isWide = false, onClose, children }: DialogProps) {
  const id = useId();
  return (
    <Modal
      onClose={onClose}
      labelledBy={id}
      className={cx(
        'm-auto max-h-[calc(100dvh-2rem)] animate-rise overflow-y-auto overscroll-contain rounded-xl bg-surface-1 shadow-raised',
        isWide ? 'w-[min(44rem,calc(100vw-2rem))]' : 'w-[min(26rem,calc(100vw-2rem))]',
      )}
    >
      <div className="p-5">
        <DialogHeader id={id} title={title} onClose={onClose} className="mb-4" />
        {children}
      </div>
    </Modal>
  );
}

interface DialogHeaderProps {
  /** Of the heading, which names the dialog. */
  id: string;
  title: string;
  /** The focus goes to the heading, whatever there is to fill in. */
  isFirst?: boolean;
  className?: string;
  onClose: () => void;
}

/** What a dialog is called, and the way out of it. */
export function DialogHeader({ id, title, isFirst, className, onClose }: DialogHeaderProps) {
  const { t } = useLocale();
  return (
    <header className={cx('flex items-center justify-between gap-3', className)}>
      <h2
        id={id}
        tabIndex={-1}
        data-first={isFirst}
        className="line-clamp-2 min-w-0 text-18 font-bold wrap-anywhere outline-none"
      >
        {title}
      </h2>
      <IconButton label={t('common.close')} onClick={onClose} className="-me-1.5" place="below-end">
        <CloseIcon />
      </IconButton>
    </header>
  );
}

interface SheetProps {
  /** The edge it comes from, in the direction of reading. */
  side: 'start' | 'end';
  label: string;
  /** On small screens it takes all of it. */
  isFull?: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** A panel that slides in from an edge on small screens. */
export function Sheet({ side, label, isFull = false, onClose, children }: SheetProps) {
  return (
    <Modal
      onClose={onClose}
      label={label}
      className={cx(
        'h-dvh max-h-none max-w-none overflow-hidden bg-surface-0 shadow-raised',
        isFull ? 'w-[min(32rem,100vw)]' : 'w-[min(320px,calc(100vw-44px))]',
        side === 'start' ? 'sheet-start me-auto' : 'sheet-end ms-auto',
      )}
    >
      {children}
    </Modal>
  );
}
