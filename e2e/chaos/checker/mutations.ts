import type { HistoryEvent } from '../history';
import { BOB, idAt, keyAt, markAt, MESSAGES, ROOM, SEQS, START, timeAt } from './good-names';
import { change, delivery, row, send, twice, type Run } from './good-run';
import type { InvariantId } from './violations';

/** What can go wrong in a run, the invariant that it breaks, and how a good run is made into it. */
export const MUTATIONS: [string, InvariantId, (run: Run) => void][] = [
  [
    'an acked message is not stored',
    'I1',
    ({ state }) => {
      state.messages.pop();
      for (const room of state.rooms) room.lastSeq -= 1;
    },
  ],
  [
    'an ack names another message',
    'I1',
    change(
      'ok',
      ({ seq }) => seq === 3,
      (event) => [{ ...event, id: idAt(4) }],
    ),
  ],
  [
    'an ack names another position',
    'I1',
    change(
      'ok',
      ({ seq }) => seq === 3,
      (event) => [{ ...event, seq: 2 }],
    ),
  ],
  [
    'an ack names another time',
    'I1',
    change(
      'ok',
      ({ seq }) => seq === 3,
      (event) => [{ ...event, at: new Date(START).toISOString() }],
    ),
  ],
  ['a member ends without the last message', 'I1', change('deliver', delivery('bob/1', MESSAGES), () => [])],
  [
    'a plain client is shown the last message when all is over',
    'I1',
    ({ history }) => {
      const place = history.findIndex(
        (event) => event.k === 'deliver' && delivery('bob/plain', MESSAGES)(event),
      );
      history.push(...history.splice(place, 1));
    },
  ],
  [
    'a client ends with a hole that it does not know of',
    'I1',
    change('deliver', delivery('bob/1', 3), () => []),
  ],
  ['a plain client ends with a hole', 'I1', change('deliver', delivery('bob/plain', 3), () => [])],
  [
    'a message is shown that nobody has stored',
    'I2',
    change(
      'final',
      () => true,
      (event) => [
        {
          k: 'deliver',
          client: 'bob/1',
          room: ROOM,
          list: [[MESSAGES + 1, 'id-ghost', 'ghost:1']],
          cursor: MESSAGES + 1,
        },
        event,
      ],
    ),
  ],
  ['a message is stored that nobody has written', 'I2', row(5, (message) => (message.mark = 'ghost:1'))],
  ['a message is stored under another author', 'I2', row(4, (message) => (message.user = BOB))],
  [
    'a refused message is stored',
    'I2',
    ({ history }) => {
      for (const [place, event] of history.entries())
        if ((event.k === 'info' || event.k === 'ok') && event.key === keyAt(5))
          history[place] = { k: 'fail', client: 'alice/1', room: ROOM, key: event.key, code: 'DRAINING' };
    },
  ],
  ['a message is shown twice', 'I3', change('deliver', delivery('bob/1', 3), twice)],
  ['a plain client shows a message twice', 'I3', change('deliver', delivery('bob/plain', 3), twice)],
  [
    'a message is stored twice',
    'I3',
    row(5, (message) => Object.assign(message, { key: keyAt(4), mark: markAt(4) })),
  ],
  [
    'two acks of one key disagree',
    'I3',
    change(
      'ok',
      ({ seq }) => seq === 3,
      (event) => [event, { ...event, id: idAt(9), seq: 9 }],
    ),
  ],
  [
    'one client shows another message at a position',
    'I4',
    change('deliver', delivery('bob/1', 3), (event) => [{ ...event, list: [[3, idAt(4), markAt(4)]] }]),
  ],
  [
    'two messages are shown in the other order',
    'I5',
    ({ history }) => {
      const [third, fourth] = [3, 4].map((seq) =>
        history.findIndex((event) => event.k === 'deliver' && delivery('bob/1', seq)(event)),
      );
      if (third === undefined || fourth === undefined) throw new Error('nothing to swap');
      [history[third], history[fourth]] = [history[fourth], history[third]] as [HistoryEvent, HistoryEvent];
    },
  ],
  ['a message is passed over', 'I5', change('deliver', delivery('bob/1', 3), () => [])],
  [
    'a client believes to have what it was not shown',
    'I5',
    change('deliver', delivery('bob/1', 3), (event) => [{ ...event, cursor: 5 }]),
  ],
  [
    'a client is told to begin anew',
    'I5',
    change('deliver', delivery('bob/1', 3), (event) => [{ ...event, reset: true }]),
  ],
  ['the database has a hole', 'I5', row(4, (message) => (message.seq = 40))],
  [
    'the head is not that of the log',
    'I5',
    ({ state }) => state.rooms.forEach((room) => (room.lastSeq = 99)),
  ],
  [
    'what was written later is stored earlier',
    'I6',
    ({ history, state }) => {
      const [fifth, sixth] = [state.messages[4], state.messages[5]];
      if (!fifth || !sixth) throw new Error('nothing to swap');
      [fifth.mark, sixth.mark, fifth.key, sixth.key] = [sixth.mark, fifth.mark, sixth.key, fifth.key];
      history.length = history.findIndex(({ k }) => k === 'ok');
      for (const seq of SEQS) history.push(...send(seq).filter(({ k }) => k === 'say' || k === 'invoke'));
    },
  ],
  [
    'something is heard before it is committed',
    'I7',
    change(
      'heads',
      ({ heard }) => heard === 3,
      (event) => [{ ...event, committed: 2 }],
    ),
  ],
  [
    'somebody who has left hears something',
    'I8',
    ({ history }) => history.push({ k: 'stray', client: 'bob/1', user: BOB, room: ROOM, seqs: [3] }),
  ],
  [
    'an expired token still hears something',
    'I9',
    ({ history }) => history.push({ k: 'late', client: 'bob/1', room: ROOM, seq: 3, lateMs: 4_000 }),
  ],
  [
    'an unread count is wrong',
    'I10',
    change(
      'list',
      ({ user }) => user === BOB,
      (event) => [{ ...event, rooms: event.rooms.map((room) => ({ ...room, unread: 1 })) }],
    ),
  ],
  [
    'somebody is shown as online who has gone',
    'I11',
    ({ state }) => state.present.forEach((room) => room.users.pop()),
  ],
  [
    'a membership is made twice',
    'I13',
    ({ history }) => history.push({ k: 'joined', user: BOB, room: ROOM, isNew: true }),
  ],
  ['members are miscounted', 'I13', ({ state }) => state.rooms.forEach((room) => (room.memberCount = 3))],
  [
    'a client does not come back',
    'I14',
    change(
      'final',
      () => true,
      (event) => [{ ...event, isOnline: false }],
    ),
  ],
  [
    'a message waits for ever',
    'I14',
    change(
      'final',
      () => true,
      (event) => [{ ...event, pending: 1 }],
    ),
  ],
  [
    'a client reconnects without end',
    'I14',
    ({ history }) => {
      for (let n = 0; n < 100; n += 1) history.push({ k: 'connection', client: 'bob/1', isUp: true });
    },
  ],
  [
    'the server falls over',
    'I15',
    ({ history }) => history.push({ k: 'server', what: 'ended', code: 1, isExpected: false }),
  ],
  [
    'the server does not stop well',
    'I15',
    ({ history }) => history.push({ k: 'server', what: 'ended', code: 1, isExpected: true }),
  ],
  [
    'the server logs what it should not',
    'I15',
    ({ history }) => history.push({ k: 'alarm', line: 'uncaughtException' }),
  ],
  ['a transaction stays open', 'I15', ({ state }) => (state.sessionsIdleInTransaction = 1)],
  ['time goes backwards', 'I18', row(4, (message) => (message.at = timeAt(2) * 1_000))],
  [
    'a newcomer is told less',
    'I19',
    change(
      'pages',
      () => true,
      (event) => [{ ...event, states: event.states.slice(1) }],
    ),
  ],
];
