import { useLayoutEffect, type RefObject } from 'react';

/** Makes a text area as high as its text; its CSS sets the bounds. */
export function useAutogrow(fieldRef: RefObject<HTMLTextAreaElement | null>, text: string): void {
  useLayoutEffect(() => {
    const area = fieldRef.current;
    if (!area) return;
    area.style.height = '0';
    area.style.height = `${area.scrollHeight}px`;
  }, [fieldRef, text]);
}
