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
    kind: 'public',
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

const FORMATTED: [UserRef, number, string][] = [
  [bob, 30, '> Third shelf, behind the oats.\nThere is none left.'],
  [
    carol,
    29,
    'Then **buy** some, ~~tomorrow~~ *today*:\n- beans\n- filters, size `4`\n- https://beans.example.org',
  ],
  [
    bob,
    28,
    '```ts\nconst strength = (grams: number, litres: number) => grams / litres; // sixty is what the book of the barista asks for\nbrew(strength(60, 1));\n```',
  ],
  [yael, 20, 'שלום **לכולם**, אני מגיעה בעשר\n1. קפה\n2. עוגה (from the bakery)'],
  [yael, 19, '> מי מביא חלב?'],
  [
    carol,
    18,
    'z\u0301\u0316\u035c\u0301\u0316\u035c\u0301\u0316\u035c\u0301\u0316\u035c\u0301\u0316\u035calgo',
  ],
  [me, 4, '🎉👩‍👩‍👧‍👦'],
];

const spoken = (
  lines: typeof SPOKEN,
  { roomId, firstSeq }: { roomId: string; firstSeq: number },
): Message[] =>
  lines.map(([sender, minutesAgo, text], index) => ({
    messageId: `m${firstSeq + index}`,
    roomId,
    seq: firstSeq + index,
    text,
    createdAt: new Date(NOW - minutesAgo * MINUTE_MS).toISOString(),
    sender,
    clientMsgId: `client-${firstSeq + index}`,
  }));

export const messages = spoken(SPOKEN, { roomId: 'rich', firstSeq: 101 });
export const formatted = spoken(FORMATTED, { roomId: 'rich', firstSeq: 101 });
/** Long before the others. */
export const oldMessages = spoken(
  SPOKEN.map(([sender, minutesAgo, text]) => [sender, minutesAgo + 9 * 24 * 60, text]),
  { roomId: 'rich', firstSeq: 1 },
);

export const members: RosterUser[] = [me, bob, carol, longName, yael].map((user, index) => ({
  ...user,
  status: index < 3 ? 'online' : 'offline',
}));

export const typists = [bob, carol];
