import { FILE_LIMITS } from '@chatket/contract';

const TOP = 15;

/** How loud something is from beginning to end, as it is sent: of what was measured, in as many even steps as there can be. */
export function waveformOf(levels: readonly number[]): string {
  const count = Math.min(FILE_LIMITS.waveformMax, levels.length);
  const steps = Array.from({ length: count }, (_, step) =>
    Math.max(
      ...levels.slice(
        Math.floor((step * levels.length) / count),
        Math.ceil(((step + 1) * levels.length) / count),
      ),
    ),
  );
  // What is quiet all along is drawn as that, not as noise.
  const loudest = Math.max(0.05, ...steps);
  return steps.map((level) => Math.round((Math.max(0, level) / loudest) * TOP).toString(16)).join('') || '0';
}

/** The heights of its bars, from 0 to 1. */
export function barsOf(waveform: string): number[] {
  return [...waveform].map((digit) => Number.parseInt(digit, 16) / TOP);
}
