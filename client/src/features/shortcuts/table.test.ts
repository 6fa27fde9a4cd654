import { describe, expect, it } from 'vitest';
import { SECTIONS, shortcutOf } from './table';

const bare = { key: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const pc = { isApple: false, isWriting: false };

describe('shortcuts', () => {
  it('finds every shortcut of the table by its own keys, and each one once', () => {
    for (const { id, keys } of SECTIONS.flatMap(({ shortcuts }) => shortcuts)) {
      const press = {
        key: keys.key,
        ctrlKey: keys.command ?? false,
        metaKey: false,
        altKey: keys.alt ?? false,
        shiftKey: keys.shift ?? false,
      };
      expect(shortcutOf(press, pc)).toBe(id);
    }
  });

  it('takes Cmd on Apple machines and Ctrl elsewhere, never both', () => {
    const apple = { isApple: true, isWriting: false };
    expect(shortcutOf({ ...bare, key: 'k', metaKey: true }, apple)).toBe('switcher');
    expect(shortcutOf({ ...bare, key: 'k', ctrlKey: true }, apple)).toBeUndefined();
    expect(shortcutOf({ ...bare, key: 'K', ctrlKey: true }, pc)).toBe('switcher');
    expect(shortcutOf({ ...bare, key: 'K', ctrlKey: true, shiftKey: true }, pc)).toBeUndefined();
  });

  it('leaves characters to whoever is writing', () => {
    const writing = { isApple: false, isWriting: true };
    expect(shortcutOf({ ...bare, key: '/' }, writing)).toBeUndefined();
    expect(shortcutOf({ ...bare, key: '?', shiftKey: true }, writing)).toBeUndefined();
    expect(shortcutOf({ ...bare, key: 'F6' }, writing)).toBe('nextRegion');
  });

  it('takes a character however the keyboard makes it', () => {
    expect(shortcutOf({ ...bare, key: '?', shiftKey: true }, pc)).toBe('sheet');
    expect(shortcutOf({ ...bare, key: '/', shiftKey: true }, pc)).toBe('compose');
    expect(shortcutOf({ ...bare, key: '?' }, pc)).toBe('sheet');
  });
});
