import { expect, it } from 'vitest';
import { isForInputMethod } from './input-method';

it.each([
  ['Chrome and Firefox, while a word is composed', { keyCode: 229, isComposing: true }, true],
  ['Firefox with the code of the key', { keyCode: 13, isComposing: true }, true],
  ['Safari, after the composition has ended', { keyCode: 229, isComposing: false }, true],
  ['keys of Android that have no code', { keyCode: 229, isComposing: false }, true],
  ['the next Enter', { keyCode: 13, isComposing: false }, false],
])('tells the keys of an input method: %s', (_case, press, expected) => {
  expect(isForInputMethod(press)).toBe(expected);
  const inReact = { keyCode: press.keyCode, nativeEvent: { isComposing: press.isComposing } };
  expect(isForInputMethod(inReact)).toBe(expected);
});
