import { describe, expect, it } from 'vitest';
import { offeredEmoji } from './recent';

describe('the emoji offered for a reaction', () => {
  it('are usual ones where none was picked yet', () => {
    expect(offeredEmoji([])).toEqual(['👍', '❤️', '😂']);
  });

  it('are those picked last, then usual ones', () => {
    expect(offeredEmoji(['🦉'])).toEqual(['🦉', '👍', '❤️']);
    expect(offeredEmoji(['🦉', '🎉', '🍕', '🚀'])).toEqual(['🦉', '🎉', '🍕']);
  });

  it('are of different kinds: tones of a skin, and how a sign is to be drawn, make no other kind', () => {
    expect(offeredEmoji(['👍🏽', '👍', '👍️', '❤'])).toEqual(['👍🏽', '❤', '😂']);
  });
});
