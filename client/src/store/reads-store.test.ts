import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createReadsStore } from './reads-store';

beforeEach(() => void vi.stubGlobal('window', new EventTarget()));
afterEach(() => void vi.unstubAllGlobals());

it('going back to where one has gone back is done once', () => {
  const { actions, getState } = createReadsStore('alice-once');
  actions.see('r', 9);
  expect([actions.goBack('r', 4), actions.goBack('r', 4)]).toEqual([1, 1]);
  expect(getState()).toMatchObject({ seenSeq: { r: 3 }, versions: { r: 1 } });
  expect(actions.goBack('r', 2)).toBe(2);
  actions.see('r', 9);
  expect(actions.goBack('r', 2)).toBe(3);
});
