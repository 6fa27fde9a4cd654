import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLanding } from './landing';

const pass = (ms: number) => vi.advanceTimersByTime(ms);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const landingOn = (view: EventTarget) => createLanding(view as HTMLElement);

describe('the landing of a jump', () => {
  it('takes nothing back where nothing was in motion', () => {
    const landing = landingOn(new EventTarget());
    landing.begin();
    expect(landing.isUnderWay(-40)).toBe(false);
  });

  it('lasts until what was under way has come to rest', () => {
    const landing = landingOn(new EventTarget());
    landing.isUnderWay(-40);
    landing.begin();
    for (let moves = 0; moves < 5; moves += 1) {
      pass(300);
      expect(landing.isUnderWay(-40)).toBe(true);
    }
    pass(400);
    expect(landing.isUnderWay(-40)).toBe(false);
  });

  it('begins also when the jump comes before the first move', () => {
    const view = new EventTarget();
    const landing = landingOn(view);
    view.dispatchEvent(new Event('wheel'));
    landing.begin();
    expect(landing.isUnderWay(-40)).toBe(true);
  });

  it('ends when a person scrolls again', () => {
    const view = new EventTarget();
    const landing = landingOn(view);
    landing.isUnderWay(-40);
    landing.begin();
    view.dispatchEvent(new Event('wheel'));
    expect(landing.isUnderWay(-40)).toBe(false);
  });

  it('is not begun by what was in motion before and rests', () => {
    const landing = landingOn(new EventTarget());
    landing.isUnderWay(-40);
    pass(400);
    landing.begin();
    expect(landing.isUnderWay(-40)).toBe(false);
  });
});
