import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { alice, messageAt } from '../../testing';
import { createAnnouncer } from './announcements';

describe('announcements', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('are made of what came from others, at most once a second', () => {
    const said: string[][] = [];
    const announcer = createAnnouncer({
      from: 1,
      isSilent: ({ sender }) => sender.id === alice.id,
      say: (messages) => said.push(messages.map((message) => message.text)),
    });
    announcer.notice([messageAt(1), messageAt(2)]);
    vi.advanceTimersByTime(1_000);
    announcer.notice([messageAt(2), messageAt(3), messageAt(4)]);
    announcer.notice([messageAt(4), messageAt(5), messageAt(6, { sender: alice })]);
    vi.advanceTimersByTime(1_000);
    expect(said).toEqual([['text 2'], ['text 3', 'text 4', 'text 5']]);
  });

  it('stay silent about a first page', () => {
    const say = vi.fn();
    createAnnouncer({ from: 0, isSilent: ({ sender }) => sender.id === alice.id, say }).notice([
      messageAt(1),
      messageAt(2),
    ]);
    vi.advanceTimersByTime(5_000);
    expect(say).not.toHaveBeenCalled();
  });
});
