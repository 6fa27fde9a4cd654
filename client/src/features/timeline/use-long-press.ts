import { useEffect, useRef, type PointerEvent, type SyntheticEvent } from 'react';

const PRESS_MS = 500;
const SLIP_PX = 10;

/** Calls back when a finger rests on the element. Moving it, as in scrolling, is no press. */
export function useLongPress(onPress: () => void) {
  const press = useRef<{ timer: ReturnType<typeof setTimeout>; x: number; y: number }>(undefined);
  const cancel = () => {
    clearTimeout(press.current?.timer);
    press.current = undefined;
  };
  useEffect(() => cancel, []);

  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.pointerType !== 'touch') return;
      cancel();
      const timer = setTimeout(onPress, PRESS_MS);
      press.current = { timer, x: event.clientX, y: event.clientY };
    },
    onPointerMove: (event: PointerEvent) => {
      const { current } = press;
      if (current && Math.hypot(event.clientX - current.x, event.clientY - current.y) > SLIP_PX) cancel();
    },
    onPointerUp: cancel,
    onPointerCancel: cancel,
    // The browser's own answer to a long press, where there is a finger on the row.
    onContextMenu: (event: SyntheticEvent) => {
      if (press.current) event.preventDefault();
    },
  };
}
