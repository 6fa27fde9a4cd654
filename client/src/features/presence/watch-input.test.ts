import { LIMITS } from '@chatket/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchInput } from './watch-input';

const ALMOST_MS = LIMITS.idleAfterMs - 1_000;
const moveTo = (screenX: number) =>
  window.dispatchEvent(Object.assign(new Event('pointermove'), { screenX, screenY: 1 }));

describe('what tells that somebody is there', () => {
  let told: boolean[];
  let stop: () => void;
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('window', new EventTarget());
    vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'hidden' }));
    told = [];
    stop = watchInput((isIdle) => told.push(isIdle));
  });
  afterEach(() => {
    stop();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('is input: nobody is there after five minutes without, and somebody at the first', () => {
    vi.advanceTimersByTime(ALMOST_MS);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(1_000);
    expect(told).toEqual([true]);
    window.dispatchEvent(new Event('keydown'));
    window.dispatchEvent(new Event('keydown'));
    expect(told).toEqual([true, false]);
    vi.advanceTimersByTime(LIMITS.idleAfterMs);
    expect(told).toEqual([true, false, true]);
  });

  it.each(['keydown', 'pointerdown', 'wheel', 'touchstart', 'focus'])('%s begins the time anew', (sign) => {
    vi.advanceTimersByTime(ALMOST_MS);
    window.dispatchEvent(new Event(sign));
    vi.advanceTimersByTime(ALMOST_MS);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(1_000);
    expect(told).toEqual([true]);
  });

  it('is a pointer that moves, not a page that moves under one that rests', () => {
    moveTo(5);
    vi.advanceTimersByTime(ALMOST_MS);
    moveTo(5);
    vi.advanceTimersByTime(1_000);
    expect(told).toEqual([true]);
    moveTo(5);
    expect(told).toEqual([true]);
    moveTo(6);
    expect(told).toEqual([true, false]);
  });

  it('is the page that comes to the front', () => {
    vi.advanceTimersByTime(LIMITS.idleAfterMs);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(told).toEqual([true]);
    Object.assign(document, { visibilityState: 'visible' });
    document.dispatchEvent(new Event('visibilitychange'));
    expect(told).toEqual([true, false]);
  });

  it('tells nothing more once it is ended', () => {
    stop();
    vi.advanceTimersByTime(LIMITS.idleAfterMs);
    moveTo(1);
    expect(told).toEqual([]);
  });
});
