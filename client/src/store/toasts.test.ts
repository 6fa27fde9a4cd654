import { expect, it } from 'vitest';
import { createToastsStore, toastsWhile } from './toasts-store';

it('whoever is gone is not heard of any more, and what they said before stays', () => {
  const toasts = createToastsStore();
  let isHere = true;
  const theirs = toastsWhile(() => isHere, toasts);
  theirs.actions.show('Saved.');
  isHere = false;
  theirs.actions.show('Your session has ended.');
  toasts.actions.show('There is a new version.');
  expect(toasts.getState().toasts.map(({ text }) => text)).toEqual(['Saved.', 'There is a new version.']);
});
