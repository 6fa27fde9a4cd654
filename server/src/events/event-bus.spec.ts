import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Notebook } from '../../test/support/notebook.js';
import { AppError } from '../common/index.js';
import { defineEvent, EventBus } from './event-bus.js';

const roomOpened = defineEvent<{ roomId: string }>('room.opened');
const roomClosed = defineEvent<{ roomId: string }>('room.closed');

const notebook = new Notebook();
let bus: EventBus;
beforeAll(() => Logger.overrideLogger(notebook));
afterAll(() => Logger.overrideLogger(true));
beforeEach(() => {
  bus = new EventBus();
  notebook.errors.length = 0;
  notebook.warnings.length = 0;
});

describe('the event bus', () => {
  it('tells all listeners of a fact, in the order they came, before it goes on', () => {
    const heard: string[] = [];
    bus.on(roomOpened, ({ roomId }) => void heard.push(`first ${roomId}`));
    bus.on(roomOpened, ({ roomId }) => void heard.push(`second ${roomId}`));
    bus.announce(roomOpened, { roomId: 'kitchen' });
    expect(heard).toEqual(['first kitchen', 'second kitchen']);
  });

  it('tells nobody of other facts', () => {
    const heard: string[] = [];
    bus.on(roomClosed, ({ roomId }) => void heard.push(roomId));
    bus.announce(roomOpened, { roomId: 'kitchen' });
    expect(heard).toEqual([]);
  });

  it('takes facts that nobody listens to', () => {
    expect(() => bus.announce(roomOpened, { roomId: 'kitchen' })).not.toThrow();
  });

  it('goes on behind a listener that throws, and the announcer does not notice', () => {
    const heard: string[] = [];
    const failure = new Error('broken');
    bus.on(roomOpened, () => {
      throw failure;
    });
    bus.on(roomOpened, ({ roomId }) => void heard.push(roomId));
    expect(() => bus.announce(roomOpened, { roomId: 'kitchen' })).not.toThrow();
    expect(heard).toEqual(['kitchen']);
    expect(notebook.errors).toEqual([{ err: failure, event: 'room.opened' }]);
  });

  it('survives a listener that fails later', async () => {
    const failure = new Error('broken later');
    const failing = Promise.reject(failure);
    bus.on(roomOpened, () => failing);
    bus.announce(roomOpened, { roomId: 'kitchen' });
    await expect(failing).rejects.toBe(failure);
    expect(notebook.errors).toEqual([{ err: failure, event: 'room.opened' }]);
  });

  it('waits for all listeners when it is asked to, and says whether one has failed', async () => {
    const heard: string[] = [];
    let go = (): void => undefined;
    const later = new Promise<void>((resolve) => (go = resolve));
    bus.on(roomOpened, async ({ roomId }) => {
      await later;
      heard.push(roomId);
    });
    const waiting = bus.announceAndWait(roomOpened, { roomId: 'kitchen' });
    expect(heard).toEqual([]);
    go();
    expect(await waiting).toBe(true);
    expect(heard).toEqual(['kitchen']);

    const failure = new Error('broken');
    bus.on(roomOpened, () => Promise.reject(failure));
    expect(await bus.announceAndWait(roomOpened, { roomId: 'cellar' })).toBe(false);
    expect(heard).toEqual(['kitchen', 'cellar']);
    expect(notebook.errors).toEqual([{ err: failure, event: 'room.opened' }]);
    expect(await bus.announceAndWait(roomClosed, { roomId: 'kitchen' })).toBe(true);
  });

  it('calls a listener that failed for a moment only no fault, where the announcer is told and does it again', async () => {
    const away = new AppError('UNAVAILABLE', 'the database is away');
    bus.on(roomOpened, () => Promise.reject(away));
    expect(await bus.announceAndWait(roomOpened, { roomId: 'kitchen' })).toBe(false);
    expect(notebook.errors).toEqual([]);
    expect(notebook.warnings).toEqual([{ err: away, event: 'room.opened' }]);
    const refused = new AppError('FORBIDDEN', 'never');
    bus.on(roomClosed, () => Promise.reject(refused));
    expect(await bus.announceAndWait(roomClosed, { roomId: 'kitchen' })).toBe(false);
    expect(notebook.errors).toEqual([{ err: refused, event: 'room.closed' }]);
  });

  it('does not tell a listener of a fact that it was added by', () => {
    let count = 0;
    bus.on(roomOpened, () => {
      bus.on(roomOpened, () => void (count += 1));
    });
    bus.announce(roomOpened, { roomId: 'kitchen' });
    expect(count).toBe(0);
    bus.announce(roomOpened, { roomId: 'kitchen' });
    expect(count).toBe(1);
  });
});
