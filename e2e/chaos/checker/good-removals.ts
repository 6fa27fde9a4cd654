import type { HistoryEvent, ShownLine } from '../history';
import { BOB, ROOM } from './good-names';

/** Bob is kicked and comes back, then he is banned, and comes back when the ban is lifted. */
export const REMOVALS = [
  { seq: 10, what: 'kicked', isBan: false },
  { seq: 11, what: 'banned', isBan: true },
] as const;

export const LINES = REMOVALS.map(({ seq, what }): ShownLine => [seq, what, BOB]);

/** Alice is told of it at once, bob when he is back. */
export function removed({ seq, what, isBan }: (typeof REMOVALS)[number]): HistoryEvent[] {
  const bob = { user: BOB, room: ROOM };
  const told = (client: string): HistoryEvent => ({
    k: 'deliver',
    client,
    room: ROOM,
    list: [],
    lines: [[seq, what, BOB]],
    cursor: seq,
  });
  return [
    { k: 'removing', ...bob, isBan },
    told('alice/1'),
    { k: 'removed', ...bob, isBan, seq },
    ...(isBan
      ? ([
          { k: 'lifting', ...bob },
          { k: 'lifted', ...bob },
        ] as const)
      : []),
    { k: 'joining', ...bob },
    { k: 'joined', ...bob, isNew: true },
    told('bob/1'),
  ];
}
