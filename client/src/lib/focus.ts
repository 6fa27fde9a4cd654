/** Brings the focus to the main region of the page, when whatever had it is gone. */
export function focusMain(): void {
  const main = document.querySelector('main');
  const target = main?.querySelector<HTMLElement>('textarea, [data-focus-home]') ?? main;
  if (!(target instanceof HTMLElement)) return;
  if (target === main) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}
