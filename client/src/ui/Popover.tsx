import { useEffectEvent, useLayoutEffect, useRef, type ReactNode } from 'react';
import { cx, isForInputMethod, useBack } from '../lib';

interface PopoverProps {
  label: string;
  onClose: () => void;
  className?: string;
  children: ReactNode;
}

/** A small surface beside its button. Esc, Back, a click elsewhere or moving the focus away closes it. */
export function Popover({ label, onClose, className, children }: PopoverProps) {
  const ref = useRef<HTMLDivElement>(null);
  const close = useEffectEvent(onClose);
  useBack(onClose);

  // Before the next layer looks at who has the focus: a dialog that this one leads to gives it back when it closes.
  useLayoutEffect(() => {
    const popover = ref.current;
    // Not every browser focuses a button that is clicked.
    const opener = popover?.parentElement?.querySelector<HTMLElement>('[aria-expanded=true]');
    // What it holds may have taken the focus already.
    if (!popover?.contains(document.activeElement))
      (popover?.querySelector<HTMLElement>('[data-first]') ?? popover)?.focus();
    const isOf = (target: EventTarget | null, element: Element | null | undefined) =>
      target instanceof Node && element?.contains(target);
    const onPointer = ({ target }: PointerEvent) => {
      if (!isOf(target, popover) && !isOf(target, opener)) close();
    };
    const onFocus = ({ target }: FocusEvent) => {
      // A click on the opener closes by itself, and would otherwise open again.
      const isClicked = isOf(target, opener) && !opener?.matches(':focus-visible');
      if (!isOf(target, popover) && !isClicked) close();
    };
    document.addEventListener('pointerdown', onPointer);
    document.addEventListener('focusin', onFocus);
    return () => {
      document.removeEventListener('pointerdown', onPointer);
      document.removeEventListener('focusin', onFocus);
      // Whoever has moved on keeps the focus.
      const { activeElement } = document;
      if (activeElement === document.body || popover?.contains(activeElement)) opener?.focus();
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
