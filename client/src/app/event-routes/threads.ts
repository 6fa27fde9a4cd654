import type { EventRoute, RouteContext } from './route';

const code = () => import('../../features/threads');

const later = (task: (threads: Awaited<ReturnType<typeof code>>) => unknown) =>
  void code()
    .then(task)
    .catch(() => undefined);

/** In how many threads of a room something is unread, as one of my devices has read it. */
export function toldThreads(context: RouteContext, roomId: string, told = 0): void {
  const { rooms, threads } = context.stores;
  const room = rooms.getState().mine[roomId];
  if (!room) return;
  const isNews = (room.unreadThreads ?? 0) !== told;
  if (isNews) rooms.actions.change({ ...room, unreadThreads: told || undefined });
  if (isNews || Object.keys(threads.getState().byRoot).length > 0)
    later(({ takeCount }) => takeCount(context, { roomId, told, isNews }));
}

/** What is said in threads, and where I am in them on my other devices. Without its code the list of rooms tells it later. */
export function threadsRoute(context: RouteContext) {
  const { stores } = context;
  return {
    connection: () => stores.threads.setState({ isKnown: false }),
    delivery: ({ roomId, messages, changes }) => {
      const replies = messages.filter(({ threadId }) => threadId);
      const there = changes.filter(({ message }) => message.threadId);
      if (replies.length + there.length > 0)
        later(({ takeReplies }) => takeReplies(context, { roomId, replies, changes: there }));
    },
    notices: {
      'thread:state': (state) => later(({ takeState }) => takeState(context, state)),
    },
  } satisfies EventRoute;
}
