import type { HistoryEvent } from '../history';
import { ALICE, BOB, ROOM, timeAt } from './good-names';
import { change, type Run } from './good-run';
import type { InvariantId } from './violations';

const line = (client: string, seq: number) => (event: Extract<HistoryEvent, { k: 'deliver' }>) =>
  event.client === client && event.lines?.[0]?.[0] === seq;
const at = new Date(timeAt(12)).toISOString();
const bob = { user: BOB, room: ROOM };

/** What was done for bob since he was put out for the last time did not happen. */
const staysOut = ({ history }: Run) => {
  const place = history.findLastIndex(({ k }) => k === 'removed');
  history.splice(
    place + 1,
    history.slice(place).findIndex(({ k }) => k === 'joined'),
  );
};

/** What can go wrong with people who are put out. */
export const REMOVAL_MUTATIONS: [string, InvariantId, (run: Run) => void][] = [
  [
    'somebody was put out and the log does not say so',
    'I1',
    ({ state }) => {
      for (const event of state.events) if (event.what === 'kicked') event.what = 'role';
    },
  ],
  [
    'two removals are one entry of the log',
    'I1',
    change(
      'removed',
      ({ seq }) => seq === 11,
      (event) => [{ ...event, seq: 10 }],
    ),
  ],
  ['who was put out ends as a member', 'I1', staysOut],
  [
    'a ban is forgotten',
    'I1',
    (run) => {
      staysOut(run);
      run.state.members.pop();
    },
  ],
  ['a ban that was lifted stays', 'I1', ({ state }) => state.bans.push(bob)],
  ['a member ends without knowing who was put out', 'I1', change('deliver', line('alice/1', 11), () => [])],
  ['it is passed over that somebody was put out', 'I5', change('deliver', line('alice/1', 10), () => [])],
  [
    'another one is told to have been put out',
    'I4',
    change('deliver', line('alice/1', 10), (event) => [{ ...event, lines: [[10, 'kicked', ALICE]] }]),
  ],
  [
    'somebody is told to have been put out where nobody was',
    'I2',
    change('deliver', line('alice/1', 11), (event) => [
      event,
      { ...event, lines: [[12, 'kicked', BOB]], cursor: 12 },
    ]),
  ],
  ['a removal is told twice', 'I3', change('deliver', line('alice/1', 10), (event) => [event, event])],
  [
    'one removal has two entries of the log',
    'I3',
    ({ state }) => state.events.push({ room: ROOM, seq: 12, kind: 'member', what: 'kicked', id: BOB }),
  ],
  [
    'somebody was put out whom nobody has put out',
    'I2',
    ({ state }) => state.events.push({ room: ROOM, seq: 12, kind: 'member', what: 'kicked', id: ALICE }),
  ],
  [
    'who was put out goes on writing',
    'I8',
    change(
      'removed',
      () => true,
      (event) => [
        event,
        { k: 'ok', client: 'bob/1', room: ROOM, key: 'key-late', id: 'id-late', seq: 12, at },
      ],
    ),
  ],
  [
    'who was banned comes in',
    'I13',
    change(
      'lifting',
      () => true,
      (event) => [{ k: 'joining', ...bob }, { k: 'joined', ...bob, isNew: true }, event],
    ),
  ],
  [
    'a newcomer is not told that somebody was put out',
    'I19',
    change(
      'synced',
      () => true,
      (event) => [{ ...event, lines: event.lines.slice(1) }],
    ),
  ],
];
