import { useEffect, useEffectEvent, useRef, type ReactNode } from 'react';
import { cx, isForInputMethod } from '../lib';

interface PopoverProps {
  label: string;
  onClose: () => void;
  className?: string;
  children: ReactNode;
}

/** A small surface beside its button. Esc, a click elsewhere or moving the focus away closes it. */
export function Popover({ label, onClose, className, children }: PopoverProps) {
  const ref = useRef<HTMLDivElement>(null);
  const close = useEffectEvent(onClose);

  useEffect(() => {
    const opener = document.activeElement;
    (ref.current?.querySelector<HTMLElement>('[data-first]') ?? ref.current)?.focus();
    const onPointer = (event: PointerEvent) => {
      const isInside =
        event.target instanceof Node &&
        (ref.current?.contains(event.target) || opener?.contains(event.target));
      if (!isInside) close();
    };
    document.addEventListener('pointerdown', onPointer);
    return () => {
      document.removeEventListener('pointerdown', onPointer);
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);

  return (
    <div
      ref={ref}
      role="dialog"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || isForInputMethod(event)) return;
        // Otherwise the dialog below would close as well.
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
      className={cx(
        'absolute z-40 animate-rise rounded-xl bg-surface-1 p-3 shadow-raised outline-none',
        className,
      )}
    >
      {children}
    </div>
  );
}
