import { WAVEFORM } from '@chatket/contract';
import { describe, expect, it } from 'vitest';
import { barsOf, waveformOf } from './waveform';

describe('a waveform', () => {
  it('has the loudest of each step, in as many steps as there can be', () => {
    const levels = Array.from({ length: 640 }, (_, at) => (at === 320 ? 0.8 : 0.2));
    const waveform = waveformOf(levels);
    expect(waveform).toMatch(WAVEFORM);
    expect(waveform).toBe(`${'4'.repeat(32)}f${'4'.repeat(31)}`);
  });

  it('is as short as what was measured, and quiet where nothing was said', () => {
    expect(waveformOf([0.5, 0.25])).toBe('f8');
    expect(waveformOf([0.001, 0, -1])).toBe('000');
    expect(waveformOf([])).toBe('0');
  });

  it('becomes bars', () => {
    expect(barsOf('0f')).toEqual([0, 1]);
  });
});
