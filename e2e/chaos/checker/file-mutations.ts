import type { FinalState } from '../history';
import { ALICE, BOB, idAt, ROOM } from './good-names';
import { change, type Run } from './good-run';
import type { InvariantId } from './violations';

const fetchOf =
  (file: string, isLast = true) =>
  (event: { file: string; isLast: boolean }) =>
    event.file === file && event.isLast === isLast;
const fileOf =
  (file: string, to: (stored: FinalState['files'][number]) => void) =>
  ({ state }: Run) => {
    for (const stored of state.files) if (stored.file === file) to(stored);
  };
const without = (name: string) => (run: Run) => {
  run.state.objects = run.state.objects.filter((object) => object !== name);
};

/** What can go wrong with files, and with people who change their names or go. */
export const FILE_MUTATIONS: [string, InvariantId, (run: Run) => void][] = [
  [
    'a message has lost a file',
    'I23',
    ({ state }) => {
      state.files = state.files.filter(({ file }) => file !== 'note');
    },
  ],
  [
    'a file is in another message',
    'I23',
    fileOf('note', (stored) => {
      stored.message = idAt(6);
    }),
  ],
  ['the bytes of a file are gone', 'I23', without('note-key')],
  ['a copy of a picture is gone', 'I23', without('key.small')],
  ['the picture of a person is gone', 'I23', without('face')],
  [
    'a file cannot be read',
    'I23',
    change('fetched', fetchOf('note'), (event) => [{ ...event, status: 404, hash: '' }]),
  ],
  [
    'a file is read otherwise than it was sent',
    'I23',
    change('fetched', fetchOf('note'), (event) => [{ ...event, hash: 'other' }]),
  ],
  [
    'a picture changes',
    'I23',
    change('fetched', fetchOf('file', false), (event) => [{ ...event, hash: 'other' }]),
  ],
  [
    'a file of what was deleted can be read',
    'I20',
    change('fetched', fetchOf('gone'), (event) => [{ ...event, status: 200, hash: 'old' }]),
  ],
  [
    'a file outlives its message',
    'I24',
    ({ state }) => state.files.push({ file: 'gone', message: idAt(4), keys: [], alt: '' }),
  ],
  ['bytes are left that nobody needs', 'I24', ({ state }) => state.objects.push('nobody')],
  [
    'an upload stays that was sent nowhere',
    'I24',
    ({ state }) => state.files.push({ file: 'never', message: '', keys: [], alt: '' }),
  ],
  [
    'what was said of a file is forgotten',
    'I1',
    fileOf('file', (stored) => {
      stored.alt = '';
    }),
  ],
  [
    'an acked picture of a person is not stored',
    'I1',
    ({ state }) => {
      state.pictures = [];
    },
  ],
  [
    'somebody has their old name',
    'I25',
    ({ state }) => {
      for (const each of state.names) if (each.user === BOB) each.name = 'bob';
    },
  ],
  ['somebody who is gone has their name', 'I25', ({ history }) => history.push({ k: 'gone', user: ALICE })],
  [
    'somebody who is gone is in a room',
    'I25',
    ({ state }) =>
      state.members.push({ room: ROOM, user: 'carol', lastReadSeq: 0, threadsReadSeq: 0, fromSeq: 0 }),
  ],
];
