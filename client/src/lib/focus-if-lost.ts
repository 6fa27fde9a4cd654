/** A `ref` for what stands in the place of a control that is gone: it has the focus, unless somebody has put it elsewhere. */
export function focusIfLost(successor: HTMLElement | null): void {
  if (document.activeElement === document.body) successor?.focus();
}
