import type { LogEntry } from '@chatket/contract';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { firstOf, lastOf } from '../store/lines';
import { olderEnd } from '../store/timeline';
import { createTimelinesStore, timelineOf, windowOf } from '../store/timelines-store';
import { createModelRoom } from '../testing/model-room';
import { createRoomTrack } from './room-track';

const STEPS = [
  'send',
  'reply',
  'edit',
  'delete',
  'react',
  'become',
  'unknown',
  'hear',
  'hear again',
  'lose',
  'sync',
  'go offline',
  'reconnect',
  'reload',
  'compact',
  'restore',
  'ask page',
  'page comes',
  'ask window',
  'window comes',
  'trim',
] as const;

interface Step {
  what: (typeof STEPS)[number];
  number: number;
}

/** Each history knows only some of the steps, so that each of them has histories in which it is common. */
const history = fc.subarray([...STEPS], { minLength: 3 }).chain((names) =>
  fc.array(fc.record({ what: fc.constantFrom('hear' as const, ...names), number: fc.nat(1_000) }), {
    maxLength: 100,
    size: 'max',
  }),
);

/** A client of a model server, over a connection that may lose, repeat and cut; whatever it hears comes in order. */
function createClient() {
  const room = createModelRoom();
  const { actions, getState } = createTimelinesStore();
  const timeline = () => timelineOf('r')(getState());
  const window = () => windowOf('r')(getState());
  let track = newTrack();
  /** Packets; what a sync tells, and its answer, are never lost without the connection. */
  let wire: { come: () => void; isAnswer?: true }[] = [];
  let heard: LogEntry[] = [];
  let isAsking = false;
  const pages: (() => void)[] = [];
  const windows: (() => void)[] = [];

  function newTrack() {
    const { cursor, epoch } = timelineOf('r')(getState());
    return createRoomTrack({
      roomId: 'r',
      cursor,
      epoch,
      onDelivery: (delivery) => actions.deliver('r', delivery),
      onHole: () => undefined,
    });
  }

  function tell(entries: readonly LogEntry[], isAnswer?: true) {
    const current = track;
    const come = () => {
      heard = [...heard, ...entries].slice(-20);
      current.take(entries);
    };
    wire.push({ come, ...(isAnswer && { isAnswer }) });
  }

  function hear() {
    wire.shift()?.come();
  }

  function sync(limit: number) {
    if (isAsking) return;
    isAsking = true;
    const current = track;
    const position = current.beginSync();
    const { entries, result } = room.sync(position, limit);
    const half = Math.ceil(entries.length / 2);
    tell(entries.slice(0, half), true);
    tell(entries.slice(half), true);
    const come = () => {
      isAsking = false;
      current.endSync(result, position.cursor);
    };
    wire.push({ come, isAnswer: true });
  }

  function goOffline() {
    wire = [];
    heard = [];
    isAsking = false;
  }

  function reconnect() {
    goOffline();
    track.returned();
    sync(1_000);
  }

  function askPage() {
    const asked = timeline();
    const first = firstOf(asked);
    // What the client sends: a cursor of the server, the seq of a line or the id of a message.
    const place = olderEnd(asked);
    const named =
      asked.messages.find(({ messageId }) => messageId === place)?.seq ?? Number(place ?? Infinity);
    const read = room.logPage(named, 5);
    const current = track;
    pages.push(() => {
      // A page loaded again is a page without the requests of the one before it.
      if (current !== track) return;
      actions.addPage('r', { ...read, asked });
      if (!first) track.seed(lastOf(read)?.seq ?? 0);
    });
  }

  function askWindow(number: number) {
    const around = 1 + (number % Math.max(1, room.head()));
    const isIn = (seq: number) => seq >= around - 3 && seq <= around + 3;
    const [messages, lines] = [room.page(isIn), room.lines(isIn)];
    const current = track;
    const asked = timeline();
    if (messages.length > 0)
      windows.push(() => {
        if (current === track) actions.openWindow('r', { messages, lines, hasOlder: true, asked });
      });
  }

  function reload() {
    goOffline();
    actions.closeWindow('r');
    const { recent: _notKept, ...kept } = timeline();
    actions.drop('r');
    actions.hydrate({ r: structuredClone(kept) });
    track = newTrack();
    sync(1_000);
  }

  function run({ what, number }: Step) {
    const say = (entry: LogEntry | undefined) => entry && tell([entry]);
    const steps: Record<Step['what'], () => void> = {
      send: () => say(room.send(number, false)),
      reply: () => say(room.send(number, true)),
      edit: () => say(room.change(number, 'edited')),
      delete: () => say(room.change(number, 'deleted')),
      react: () => say(room.change(number, 'reacted')),
      become: () => say(room.become(number)),
      unknown: () => say(room.somethingNew()),
      hear,
      'hear again': () => track.take(heard),
      lose: () => {
        if (!wire[0]?.isAnswer) wire.shift();
      },
      'go offline': goOffline,
      sync: () => sync(1 + (number % 7)),
      reconnect,
      reload,
      compact: room.compact,
      restore: room.restore,
      'ask page': askPage,
      'page comes': () => pages.shift()?.(),
      'ask window': () => askWindow(number),
      'window comes': () => windows.shift()?.(),
      trim: () => actions.trim('r', 4),
    };
    steps[what]();
  }

  /** Everything that is under way comes, in some order, and the client asks until there is nothing more. */
  function settle(number: number) {
    const late = [
      () => pages.splice(0).forEach((come) => come()),
      () => windows.splice(0).forEach((come) => come()),
    ];
    if (number % 2 === 0) late.forEach((come) => come());
    for (let round = 0; round < 60; round += 1) {
      while (wire.length > 0) hear();
      sync(3);
    }
    while (wire.length > 0) hear();
    late.forEach((come) => come());
  }

  return { room, run, settle, timeline, window, begin: () => (askPage(), pages.shift()?.()) };
}

function holds(steps: readonly Step[], last: number) {
  const client = createClient();
  for (let count = 0; count < 15; count += 1) client.run({ what: 'send', number: count });
  client.begin();
  for (const step of steps) client.run(step);
  client.settle(last);
  const { messages, lines = [], cursor } = client.timeline();
  const first = firstOf({ messages, lines })?.seq ?? Infinity;
  expect(messages).toEqual(client.room.page((seq) => seq >= first));
  expect(lines).toEqual(client.room.lines((seq) => seq >= first));
  expect(cursor).toBe(client.room.head());
  const shown = client.window() ?? { messages: [], lines: [] };
  const [from, to] = [firstOf(shown)?.seq ?? Infinity, lastOf(shown)?.seq ?? 0];
  const isShown = (seq: number) => seq >= from && seq <= to;
  expect(shown.messages).toEqual(client.room.page(isShown));
  expect(shown.lines ?? []).toEqual(client.room.lines(isShown));
}

describe('a client that applies a snapshot and all changes after it', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('holds exactly what a fresh snapshot holds, whatever was lost, repeated, cut or late', () => {
    fc.assert(
      fc.property(history, fc.nat(1_000), (steps, last) => holds(steps, last)),
      { numRuns: 400 },
    );
  });

  it('takes the newer state of a message that came live while it asked, when the change of it was lost', () => {
    const hear = (count: number) =>
      Array.from({ length: count }, () => ({ what: 'hear' as const, number: 0 }));
    const steps: Step[] = [
      ...hear(1),
      { what: 'send', number: 0 },
      ...hear(5),
      { what: 'delete', number: 0 },
      ...hear(6),
      { what: 'sync', number: 1 },
      ...hear(4),
      { what: 'lose', number: 0 },
    ];
    holds(steps, 0);
  });

  it('shows an answer with what it answers as it is now, when the answer waited behind a hole', () => {
    const step = (what: Step['what'], number = 0): Step => ({ what, number });
    const steps = [step('edit'), step('reply'), step('reply'), step('reply'), step('edit', 426)];
    holds([...steps, step('reconnect'), step('hear'), step('edit', 302), step('reconnect')], 0);
  });
});
