import { describe, expect, it } from 'vitest';
import { clockIn, otherClockIn } from './clock-in';

const at = new Date('2026-01-30T20:30:00Z');
const language = 'en';

describe('a moment by the clock of another place', () => {
  it('is told where it is another one, with its day where that is another day', () => {
    const inTokyo = (mine: string) => otherClockIn('Asia/Tokyo', at, { language, mine });
    expect(inTokyo('UTC')).toMatch(/^Sat,? 5:30\sAM$/);
    expect(otherClockIn('Europe/Istanbul', at, { language, mine: 'UTC' })).toMatch(/^11:30\sPM$/);
    expect(inTokyo('Asia/Seoul')).toBeUndefined();
  });

  it('is nothing where the zone is not known', () => {
    expect(clockIn('Europe/Nowhere', at, { language })).toBeUndefined();
    expect(otherClockIn('Europe/Nowhere', at, { language })).toBeUndefined();
  });
});
