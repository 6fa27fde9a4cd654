import type { FinalState, HistoryEvent, Shown } from '../history';
import { CHANGES, changed, goodRows, HEAD, statesOf, told } from './good-changes';
import { removed, REMOVALS } from './good-removals';
import { ALICE, BOB, idAt, keyAt, markAt, MESSAGES, ROOM, SEQS, timeAt } from './good-names';

export interface Run {
  history: HistoryEvent[];
  state: FinalState;
}

/** What bob has not read: two messages, of which the last names him, and a reply in a thread that he follows. */
const COUNTED = { room: ROOM, unread: MESSAGES - 4, mentions: 1, threads: 1 };
const COUNTED_THREAD = { room: ROOM, root: idAt(1), unread: 1, mentions: 0 };
const shownAt = (seq: number): Shown => [seq, idAt(seq), markAt(seq)];

/** A run in which nothing went wrong: alice writes, bob and a plain client read, bob leaves once and is put out twice. */
export function goodRun(): Run {
  const history: HistoryEvent[] = [
    { k: 'client', client: 'alice/1', user: ALICE, kind: 'real' },
    { k: 'client', client: 'bob/1', user: BOB, kind: 'real' },
    { k: 'client', client: 'bob/plain', user: BOB, kind: 'plain' },
    { k: 'joined', user: ALICE, room: ROOM, isNew: true },
    { k: 'joined', user: BOB, room: ROOM, isNew: true },
    ...['alice/1', 'bob/1', 'bob/plain'].map((client) => ({ k: 'connection', client, isUp: true }) as const),
    ...['alice/1', 'bob/1'].map((client) => ({ k: 'entered', client, room: ROOM }) as const),
    { k: 'fault', id: 'N1', phase: 'begin' },
    { k: 'fault', id: 'N1', phase: 'end' },
    // In two seconds two messages are stored: one more than is allowed, as what was counted was forgotten.
    { k: 'limited', room: ROOM, limit: 1, windowMs: 4_000, counters: 1 },
    { k: 'forgot', at: timeAt(2) },
    // Bob goes out of the room for a moment.
    { k: 'away', client: 'alice/1', user: BOB, room: ROOM },
    { k: 'left', user: BOB, room: ROOM, head: 0 },
    { k: 'joining', user: BOB, room: ROOM },
    { k: 'joined', user: BOB, room: ROOM, isNew: true },
  ];
  for (const seq of SEQS) history.push(...send(seq), ...show(seq));
  for (const event of CHANGES) history.push(...changed(event));
  for (const removal of REMOVALS) history.push(...removed(removal));
  history.push({ k: 'glimpsed', user: BOB, room: 'vault', head: 5, seqs: [6, 7] });
  for (const [door, status] of [
    ['room', 404],
    ['list', 200],
  ] as const)
    history.push({ k: 'peeped', user: BOB, room: 'vault', door, status, isNamed: false });
  history.push({ k: 'accepted', user: BOB, room: ROOM, invite: 'link' }, ...filed());
  history.push({ k: 'say', client: 'alice/1', user: ALICE, room: 'attic', mark: 'alice/1:99' });
  history.push({
    k: 'invoke',
    client: 'alice/1',
    room: 'attic',
    key: 'key-99',
    mark: 'alice/1:99',
    version: '',
  });
  history.push({ k: 'fail', client: 'alice/1', room: 'attic', key: 'key-99', code: 'NOT_A_MEMBER' });
  for (const [client, user] of [
    ['alice/1', ALICE],
    ['bob/1', BOB],
    ['bob/plain', BOB],
  ] as const) {
    const online = client === 'bob/plain' ? undefined : [ALICE, BOB];
    history.push({
      k: 'final',
      client,
      user,
      isOnline: true,
      pending: 0,
      rooms: [{ room: ROOM, cursor: client === 'bob/plain' ? 0 : HEAD, online }],
    });
    if (client !== 'bob/plain')
      history.push({ k: 'copy', client, user, room: ROOM, base: 0, states: statesOf(goodRows()) });
  }
  history.push({
    k: 'list',
    user: ALICE,
    rooms: [{ room: ROOM, unread: 0, mentions: 0, threads: 0, lastReadSeq: 0, lastSeq: HEAD }],
  });
  history.push({
    k: 'list',
    user: BOB,
    rooms: [{ ...COUNTED, lastReadSeq: 2, lastSeq: HEAD }],
  });
  for (const client of ['bob/count-1', 'bob/count-2', 'bob/count-3'])
    history.push({ k: 'counted', client, user: BOB, rooms: [COUNTED] });
  for (const by of ['the list', 'bob/count-1'])
    history.push({ k: 'threads', by, user: BOB, threads: [{ ...COUNTED_THREAD }] });
  history.push({ k: 'pages', room: ROOM, states: statesOf(goodRows()) }, ...told());
  return { history, state: goodState() };
}

/** The fifth message has two files, the fourth had one; somebody shows a picture; somebody changes a name, another goes. */
function filed(): HistoryEvent[] {
  const fetched = (file: string, status: number, hash = ''): HistoryEvent => ({
    k: 'fetched',
    file,
    status,
    hash,
    isLast: true,
  });
  return [
    { k: 'attached', room: ROOM, key: keyAt(4), files: [{ file: 'gone', hash: 'old' }] },
    { k: 'attached', room: ROOM, key: keyAt(5), files: [{ file: 'file' }, { file: 'note', hash: 'text' }] },
    { k: 'fetched', file: 'file', status: 200, hash: 'picture', isLast: false },
    fetched('gone', 404),
    fetched('file', 200, 'picture'),
    fetched('note', 200, 'text'),
    { k: 'describing', file: 'file', alt: 'a cat' },
    { k: 'described', file: 'file', alt: 'a cat' },
    { k: 'portrayed', user: ALICE },
    { k: 'named', user: BOB, name: 'robert' },
    { k: 'going', user: 'carol' },
    { k: 'gone', user: 'carol' },
  ];
}

export function send(seq: number): HistoryEvent[] {
  const [mark, key] = [markAt(seq), keyAt(seq)];
  return [
    { k: 'say', client: 'alice/1', user: ALICE, room: ROOM, mark },
    { k: 'invoke', client: 'alice/1', room: ROOM, key, mark, version: '' },
    { k: 'info', client: 'alice/1', room: ROOM, key },
    { k: 'invoke', client: 'alice/1', room: ROOM, key, mark, version: '' },
    {
      k: 'ok',
      client: 'alice/1',
      room: ROOM,
      key,
      id: idAt(seq),
      seq,
      at: new Date(timeAt(seq)).toISOString(),
    },
    { k: 'heads', room: ROOM, heard: seq, committed: seq },
  ];
}

function show(seq: number): HistoryEvent[] {
  return ['alice/1', 'bob/1', 'bob/plain'].map((client) => ({
    k: 'deliver',
    client,
    room: ROOM,
    list: [shownAt(seq)],
    cursor: client === 'bob/plain' ? 0 : seq,
  }));
}

function goodState(): FinalState {
  return {
    rooms: [{ room: ROOM, lastSeq: HEAD, memberCount: 2, kind: 'public', topic: 'tea' }],
    members: [
      { room: ROOM, user: ALICE, lastReadSeq: 0, threadsReadSeq: 0, fromSeq: 0 },
      { room: ROOM, user: BOB, lastReadSeq: 2, threadsReadSeq: 0, fromSeq: 0 },
    ],
    follows: [{ room: ROOM, user: BOB, root: idAt(1), lastReadSeq: 2 }],
    messages: goodRows(),
    events: [
      ...CHANGES.map(({ seq, what, id }) => ({ room: ROOM, seq, kind: 'message' as const, what, id })),
      ...REMOVALS.map(({ seq, what }) => ({ room: ROOM, seq, kind: 'member' as const, what, id: BOB })),
    ],
    revisions: [{ id: idAt(2), seq: 2, mark: markAt(2), version: '' }],
    reactions: [{ id: idAt(3), emoji: '👍', user: BOB }],
    present: [{ room: ROOM, users: [ALICE, BOB] }],
    bans: [],
    invites: [{ invite: 'link', uses: 1 }],
    files: [
      { file: 'file', message: idAt(5), keys: ['key', 'key.small', 'key.large'], alt: 'a cat' },
      { file: 'note', message: idAt(5), keys: ['note-key'], alt: '' },
    ],
    objects: ['key', 'key.small', 'key.large', 'note-key', 'face'],
    pictures: [{ of: 'person', user: ALICE, key: 'face' }],
    names: [
      { user: ALICE, name: 'alice' },
      { user: BOB, name: 'robert' },
      { user: 'carol', name: 'deleted-0123456789ab' },
    ],
    sessionsIdleInTransaction: 0,
  };
}

/** Changes the event that the search finds; `undefined` removes it. */
export function change<K extends HistoryEvent['k']>(
  k: K,
  isIt: (event: Extract<HistoryEvent, { k: K }>) => boolean,
  to: (event: Extract<HistoryEvent, { k: K }>) => HistoryEvent[],
) {
  return ({ history }: Run): void => {
    const place = history.findIndex(
      (event) => event.k === k && isIt(event as Extract<HistoryEvent, { k: K }>),
    );
    if (place === -1) throw new Error(`there is no ${k} to change`);
    history.splice(place, 1, ...to(history[place] as Extract<HistoryEvent, { k: K }>));
  };
}

/** Finds what a client was shown at a position. */
export const delivery = (client: string, seq: number) => (event: Extract<HistoryEvent, { k: 'deliver' }>) =>
  event.client === client && event.list[0]?.[0] === seq;
/** Changes the stored message at a position. */
export const row =
  (seq: number, to: (message: FinalState['messages'][number]) => void) =>
  ({ state }: Run) => {
    const message = state.messages[seq - 1];
    if (message) to(message);
  };
export const twice = <T>(event: T): T[] => [event, event];
