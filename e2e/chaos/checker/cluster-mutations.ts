import { ALICE, MESSAGES, ROOM, timeAt } from './good-names';
import { change, type Run } from './good-run';
import type { InvariantId } from './violations';

const away = { k: 'away', client: 'bob/1', user: ALICE, room: ROOM } as const;

/** What can go wrong where several servers share who is here and how much is allowed. */
export const CLUSTER_MUTATIONS: [string, InvariantId, (run: Run) => void][] = [
  [
    'somebody is told that a person has gone who was there all the time',
    'I11',
    change(
      'fault',
      ({ phase }) => phase === 'end',
      (event) => [event, away],
    ),
  ],
  [
    'more is stored at once than is allowed',
    'I12',
    change(
      'forgot',
      () => true,
      () => [],
    ),
  ],
  [
    'more is stored at once than is allowed, and what was counted is forgotten later',
    'I12',
    change(
      'forgot',
      () => true,
      ({ k }) => [{ k, at: timeAt(MESSAGES) }],
    ),
  ],
];
