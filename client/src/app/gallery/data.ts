import type { Message, Room, RosterUser, UserRef } from '@chatket/contract';

export const me: UserRef = { id: 'me', username: 'anna.berg' };
const bob: UserRef = { id: 'bob', username: 'bob' };
const carol: UserRef = { id: 'carol', username: 'carol_the_second' };
const longName: UserRef = { id: 'long', username: 'maximilian-alexander-von.hohenz' };
const yael: UserRef = { id: 'yael', username: 'yael' };

const NOW = Date.now();
const MINUTE_MS = 60_000;

export function roomOf(id: string, name: string, changes: Partial<Room> = {}): Room {
  return {
    id,
    name,
    createdAt: new Date(NOW - 40 * 24 * 60 * MINUTE_MS).toISOString(),
    joinedAt: new Date(NOW - 30 * 24 * 60 * MINUTE_MS).toISOString(),
    createdBy: bob,
    memberCount: 12,
    lastSeq: 0,
    ...changes,
  };
}

export const LONG_ROOM_NAME =
  'A room whose name goes on and on, as names do when nobody says stop, until 80 chars';

const SPOKEN: [UserRef, number, string][] = [
  [bob, 1500, 'Does anybody know where the good coffee went?'],
  [carol, 1496, 'Third shelf, behind the oats.'],
  [carol, 1495, 'And there are biscuits now.'],
  [me, 1490, 'You two are the best.'],
  [
    longName,
    95,
    'I wrote it down: https://wiki.example.org/kitchen/coffee_(beans)?from=chat#shelf-3. Please add what is missing.',
  ],
  [yael, 93, 'שלום לכולם, אני מגיעה בעשר וחצי'],
  [
    bob,
    60,
    'A longer one, to see how lines fall. The meeting moves to Thursday, same time, same place; whoever cannot come tells Carol, and whoever can brings something to eat. There will be a projector this time, and nobody has to sit on the floor.',
  ],
  [
    bob,
    59,
    'averyveryverylongwordwithoutanyspacewhatsoeverthathastobreaksomewhereoritwouldpushthecolumnwiderthanthescreen_and_more',
  ],
  [bob, 58, '- line one\n- line two\n\n- line four'],
  [me, 20, 'Sounds good to me.'],
  [me, 19, '👍🏽'],
  [carol, 4, 'See you there.'],
];

export const messages: Message[] = SPOKEN.map(([sender, minutesAgo, text], index) => ({
  messageId: `m${index}`,
  roomId: 'rich',
  seq: index + 1,
  text,
  createdAt: new Date(NOW - minutesAgo * MINUTE_MS).toISOString(),
  sender,
  clientMsgId: `client-${index}`,
}));

export const members: RosterUser[] = [me, bob, carol, longName, yael].map((user, index) => ({
  ...user,
  status: index < 3 ? 'online' : 'offline',
}));

export const typists = [bob, carol];
