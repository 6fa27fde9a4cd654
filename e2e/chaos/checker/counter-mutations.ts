import type { Counted, CountedThread } from '../history';
import { BOB } from './good-names';
import { change, row, type Run } from './good-run';
import type { InvariantId } from './violations';

const THIRD = 'bob/count-3';
/** A device shows something else than the others. */
const shown = (client: string, to: Partial<Counted>) =>
  change(
    'counted',
    (event) => event.client === client,
    (event) => [{ ...event, rooms: event.rooms.map((room) => ({ ...room, ...to })) }],
  );

const ofThreads = (by: string, to: (thread: CountedThread) => CountedThread[]) =>
  change(
    'threads',
    (event) => event.by === by,
    (event) => [{ ...event, threads: event.threads.flatMap(to) }],
  );

/** What can go wrong with what is counted. */
export const COUNTER_MUTATIONS: [string, InvariantId, (run: Run) => void][] = [
  ['one of three devices counts a message twice', 'I10', shown(THIRD, { unread: 3 })],
  ['one of three devices has missed that somebody named them', 'I10', shown(THIRD, { mentions: 0 })],
  ['a thread stays unread on one of three devices', 'I10', shown('bob/count-1', { threads: 2 })],
  [
    'a device has lost a room',
    'I10',
    change(
      'counted',
      ({ client }) => client === THIRD,
      (event) => [{ ...event, rooms: [] }],
    ),
  ],
  ['the list counts a mention that was edited away', 'I10', row(6, (message) => (message.names = []))],
  [
    'what was read in a thread stays unread',
    'I10',
    ({ state }) => state.follows.forEach((follow) => (follow.lastReadSeq = 5)),
  ],
  [
    'the list says that a thread speaks to somebody, and it does not',
    'I10',
    ofThreads('the list', (thread) => [{ ...thread, mentions: 1 }]),
  ],
  ['a device has lost a thread that is unread', 'I10', ofThreads('bob/count-1', () => [])],
  ['a thread names somebody whom nobody is told of', 'I10', row(5, (message) => (message.names = [BOB]))],
  ['what is only in a thread is counted in the room', 'I10', row(5, (message) => (message.isInRoom = true))],
];
