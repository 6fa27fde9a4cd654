import { ALICE, BOB, ROOM } from './good-names';
import type { Run } from './good-run';
import type { InvariantId } from './violations';

const users = [ALICE, BOB];

/** What can go wrong with what rooms are about, links, and rooms of two people. */
export const ARRANGEMENT_MUTATIONS: [string, InvariantId, (run: Run) => void][] = [
  [
    'an acked topic is not stored',
    'I1',
    ({ history }) => history.push({ k: 'retitled', room: ROOM, topic: 'coffee' }),
  ],
  [
    'a topic is changed twice',
    'I3',
    ({ state }) => state.events.push({ room: ROOM, seq: 12, kind: 'room', what: 'topic', id: ROOM }),
  ],
  [
    'a link for one counts two',
    'I13',
    ({ state }) => {
      for (const invite of state.invites) invite.uses = 2;
    },
  ],
  [
    'a link for one counts two, and nobody knows of coming by it',
    'I13',
    ({ state }) => state.invites.push({ invite: 'another link', uses: 2 }),
  ],
  [
    'two people come by a link for one',
    'I13',
    ({ history }) => history.push({ k: 'accepted', user: ALICE, room: ROOM, invite: 'link' }),
  ],
  [
    'two people have two rooms of their own',
    'I13',
    ({ history }) =>
      history.push({ k: 'opened', users, room: 'nook' }, { k: 'opened', users, room: 'corner' }),
  ],
  [
    'two people have a second room that nobody was told of',
    'I13',
    ({ state }) =>
      state.rooms.push({ room: 'nook', lastSeq: 0, memberCount: 0, kind: 'direct', topic: null }),
  ],
];
