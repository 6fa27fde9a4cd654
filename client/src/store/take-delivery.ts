import { takeSpoken } from './spoken-to';
import { takeNews, type RoomNews } from './rooms';
import { withStates } from './states';
import type { ChatStores } from './stores';
import { timelineOf } from './timelines-store';

/**
 * Brings what has happened in a room into the stores. @returns whether the list of rooms has to be read again, because
 * what is unread there cannot be told from what is known here
 */
export function takeDelivery(
  { me, rooms, roles, timelines, away, blocks }: ChatStores,
  { roomId, ...news }: RoomNews & { roomId: string },
  { isMissed }: { isMissed: boolean },
): boolean {
  const before = timelineOf(roomId)(timelines.getState());
  timelines.actions.deliver(roomId, news);
  const { expiredSeq } = news.room ?? {};
  if (expiredSeq !== undefined)
    void import('./expire')
      .then(({ expire }) => timelines.actions.change(roomId, (timeline) => expire(timeline, expiredSeq)))
      .catch(() => undefined);
  const after = timelineOf(roomId)(timelines.getState());

  if (isMissed) away.actions.miss(roomId, withStates(news.messages, after.recent), me.id);
  const gone = (news.changes ?? []).flatMap(({ message }) => (message.deleted ? [message.seq] : []));
  away.actions.forget(roomId, gone);

  roles.actions.take(roomId, news);
  const mine = news.members?.findLast(({ user }) => user.id === me.id);
  const known = rooms.getState().mine[roomId];
  if (!known) return false;
  // What I may do changes at once.
  const room = typeof mine?.role === 'number' ? { ...known, role: mine.role } : known;
  const taken = takeNews(room, news, { before, after, myId: me.id });
  const spoken = takeSpoken(taken.room, news, { myId: me.id, blocked: blocks.getState().people });
  rooms.actions.change(spoken.room);
  // What is shown again may be unread, and speak to me.
  const isBack = news.changes?.some(({ what }) => what === 'shown') ?? false;
  return isBack || taken.isUncounted || spoken.isUncounted;
}
