import type { HistoryEvent } from '../history';
import { VERSION } from './good-changes';
import { ALICE, BOB, idAt, markAt, ROOM } from './good-names';
import { change, type Run } from './good-run';
import type { InvariantId } from './violations';

/** Finds what a client was told of a change. */
const news = (client: string, seq: number) => (event: Extract<HistoryEvent, { k: 'deliver' }>) =>
  event.client === client && event.changes?.[0]?.[0] === seq;
/** Puts something else into the line of the message at a position. */
const relined = (seq: number, from: string, to: string) => (states: readonly (readonly [number, string])[]) =>
  states.map(([at, line]) => [at, at === seq ? line.replace(from, to) : line] as const);
/** A change that the good run does not have, at its end. */
const added = ({ state }: Run, what: 'edited' | 'deleted' | 'reacted' | 'pinned', id: string) => {
  for (const room of state.rooms) {
    room.lastSeq += 1;
    state.events.push({ room: ROOM, seq: room.lastSeq, kind: 'message', what, id });
  }
};
const isOf = (seq: number) => (event: { op: string }) => event.op === `${String(seq)}b`;

/** What can go wrong with edits, deletions and reactions. */
export const CHANGE_MUTATIONS: [string, InvariantId, (run: Run) => void][] = [
  [
    'an acked edit is not stored',
    'I1',
    ({ state }) => {
      for (const event of state.events) if (event.what === 'edited') event.what = 'reacted';
    },
  ],
  [
    'an acked edit has left another text',
    'I1',
    ({ state }) => {
      for (const message of state.messages) if (message.seq === 2) message.version = '~bob/1~4';
    },
  ],
  [
    'an acked edit has left no text',
    'I3',
    ({ state }) => {
      state.revisions = [];
    },
  ],
  ['one edit has two changes', 'I3', (run) => added(run, 'edited', idAt(2))],
  ['one reaction has two changes', 'I3', (run) => added(run, 'reacted', idAt(3))],
  ['one deletion has two changes', 'I3', (run) => added(run, 'deleted', idAt(4))],
  ['something is edited that nobody has edited', 'I2', (run) => added(run, 'edited', idAt(5))],
  ['something is pinned that nobody has pinned', 'I2', (run) => added(run, 'pinned', idAt(5))],
  [
    'it is passed over that something was pinned',
    'I5',
    (run) => {
      for (const event of run.state.events) if (event.seq === 8) event.what = 'pinned';
      change('deliver', news('bob/1', 8), () => [])(run);
    },
  ],
  [
    'an acked pin is not stored',
    'I1',
    ({ history }) =>
      history.push(
        { k: 'wish', op: 'pin', client: 'alice/1', user: ALICE, room: ROOM, id: idAt(3), what: 'pin' },
        { k: 'granted', op: 'pin', seq: 8 },
      ),
  ],
  ['a deleted message is reacted to', 'I2', (run) => added(run, 'reacted', idAt(4))],
  [
    'an edit that was refused is stored',
    'I2',
    change('granted', isOf(7), ({ op }) => [{ k: 'refused', op, code: 'CONFLICT' }]),
  ],
  [
    'a message is sent as something that nobody has written',
    'I2',
    ({ state }) => {
      for (const revision of state.revisions) revision.version = VERSION.replace('1', '9');
    },
  ],
  [
    'an acked deletion is not stored',
    'I1',
    ({ state }) => {
      for (const message of state.messages)
        if (message.isDeleted) Object.assign(message, { isDeleted: false, mark: markAt(4) });
    },
  ],
  [
    'an acked reaction is forgotten',
    'I1',
    ({ state }) => {
      state.reactions = [];
    },
  ],
  [
    'a reaction stays that was taken back',
    'I1',
    ({ history }) => {
      const wish = { what: 'react', emoji: '👍', on: false } as const;
      history.push({ k: 'wish', op: 'off', client: 'bob/1', user: BOB, room: ROOM, id: idAt(3), ...wish });
      history.push({ k: 'granted', op: 'off' });
    },
  ],
  [
    'somebody has reacted who did not',
    'I2',
    ({ state }) => {
      state.reactions.push({ id: idAt(5), emoji: '🎉', user: ALICE });
    },
  ],
  ['a change is told twice', 'I5', change('deliver', news('bob/1', 8), (event) => [event, event])],
  [
    'a connection is sent something behind something later',
    'I5',
    ({ history }) => {
      history.push({ k: 'disorder', client: 'bob/1', room: ROOM, seq: 7, after: 8 });
    },
  ],
  [
    'a change is told as another',
    'I4',
    change('deliver', news('bob/1', 8), (event) => [{ ...event, changes: [[8, 'edited', idAt(3), 8]] }]),
  ],
  [
    'a renewed state is told where another message has changed',
    'I4',
    change('deliver', news('bob/1', 8), (event) => [{ ...event, changes: [[8, 'renewed', idAt(2), 8]] }]),
  ],
  [
    'a change is told that is not stored',
    'I2',
    change('deliver', news('bob/1', 9), (event) => [
      event,
      { ...event, changes: [[12, 'edited', idAt(3), 12]], cursor: 12 },
    ]),
  ],
  [
    'a change comes with the state of before',
    'I19',
    change('deliver', news('bob/1', 8), (event) => [{ ...event, changes: [[8, 'reacted', idAt(3), 3]] }]),
  ],
  [
    'a device ends with an older text',
    'I19',
    change(
      'copy',
      ({ client }) => client === 'bob/1',
      (event) => [{ ...event, states: relined(2, ` ${VERSION}`, '')(event.states) }],
    ),
  ],
  [
    'a device ends without a message',
    'I19',
    change(
      'copy',
      ({ client }) => client === 'bob/1',
      (event) => [{ ...event, states: event.states.slice(1) }],
    ),
  ],
  [
    'a page has forgotten a reaction',
    'I19',
    change(
      'pages',
      () => true,
      (event) => [{ ...event, states: relined(3, `👍 ${BOB}`, '')(event.states) }],
    ),
  ],
  [
    'a newcomer is not told of a change',
    'I19',
    change(
      'synced',
      () => true,
      (event) => [{ ...event, changes: event.changes.slice(1) }],
    ),
  ],
  [
    'a newcomer is told of a change that was overtaken',
    'I19',
    change(
      'synced',
      () => true,
      (event) => [{ ...event, changes: [{ what: [7, 'edited', idAt(3), 7], line: '' }, ...event.changes] }],
    ),
  ],
  [
    'a page shows a deleted text',
    'I20',
    change(
      'pages',
      () => true,
      (event) => [{ ...event, states: relined(4, '||', `|${markAt(4)}|`)(event.states) }],
    ),
  ],
  [
    'a quote shows a deleted text',
    'I20',
    change(
      'synced',
      () => true,
      (event) => [{ ...event, messages: relined(6, ' deleted', markAt(4))(event.messages) }],
    ),
  ],
  [
    'a deleted text is in its row',
    'I20',
    ({ state }) => {
      for (const message of state.messages) if (message.isDeleted) message.mark = markAt(4);
    },
  ],
  [
    'a deleted message has earlier texts',
    'I20',
    ({ state }) => {
      state.revisions.push({ id: idAt(4), seq: 4, mark: markAt(4), version: '' });
    },
  ],
  [
    'earlier texts of a deleted message are told',
    'I20',
    change(
      'revisions',
      () => true,
      (event) => [{ ...event, texts: [markAt(4)] }],
    ),
  ],
  ['a change is missing in the row of positions', 'I5', ({ state }) => state.events.splice(1, 1)],
];
