import { describe, expect, it } from 'vitest';
import { earlierMute } from './earlier-mute';

const at = (second: number) => new Date(Date.UTC(2030, 0, 1) + second * 1_000).toISOString();
const mute = { seconds: 60 };
const muted = { mutedUntil: at(60) };

describe('when a mute is taken back', () => {
  it('what is left of the one before it is given again, with its reason', () => {
    const before = { mutedUntil: at(600), muteReason: 'Calm down' };
    expect(earlierMute({ before, mute, muted, sinceMs: 5_000 })).toEqual({
      seconds: 595,
      reason: 'Calm down',
    });
  });

  it('there is nothing to give again where nobody was muted, or that would be over', () => {
    expect(earlierMute({ before: {}, mute, muted, sinceMs: 0 })).toBeUndefined();
    expect(earlierMute({ before: { mutedUntil: at(5) }, mute, muted, sinceMs: 6_000 })).toBeUndefined();
    expect(earlierMute({ before: { mutedUntil: at(-600) }, mute, muted, sinceMs: 0 })).toBeUndefined();
  });
});
