import { isOfFew, type NoticeCause } from '@chatket/contract';
import type { Statements } from '../prisma/index.js';
import type { NoticedMessage, RoomBehind } from './facts.repository.js';

/** What in some messages speaks for telling somebody of them. */
export interface Causes {
  /** By message and person. */
  named: ReadonlyMap<string, ReadonlyMap<string, readonly NoticeCause[]>>;
  /** By message: what speaks to everybody in the room, or to those in the audience. */
  everybody: ReadonlyMap<string, { cause: NoticeCause; audience: ReadonlySet<string> | null }>;
}

/** What the messages say of people: mentions, keywords, @here and @all, threads that somebody follows. */
export function causesIn(_statements: Statements, _messages: readonly NoticedMessage[]): Promise<Causes> {
  return Promise.resolve({ named: new Map(), everybody: new Map() });
}

/** All that speaks for telling one person of a message. */
export function causesFor(
  { named, everybody }: Causes,
  { messageId, userId, room }: { messageId: string; userId: string; room: Pick<RoomBehind, 'kind'> },
): NoticeCause[] {
  const whole = everybody.get(messageId);
  return [
    ...(isOfFew(room) ? (['direct'] as const) : []),
    ...(named.get(messageId)?.get(userId) ?? []),
    ...(whole && (whole.audience === null || whole.audience.has(userId)) ? [whole.cause] : []),
    'any',
  ];
}
