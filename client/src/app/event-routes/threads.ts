import type { EventRoute, RouteContext } from './route';

const code = () => import('../../features/threads');

/** What is said in threads, and where I am in them on my other devices. Without its code the list of rooms tells it later. */
export function threadsRoute(context: RouteContext) {
  const { stores } = context;
  const later = (task: (threads: Awaited<ReturnType<typeof code>>) => unknown) =>
    void code()
      .then(task)
      .catch(() => undefined);
  return {
    connection: () => stores.threads.setState({ isKnown: false }),
    delivery: ({ roomId, messages, changes }) => {
      const replies = messages.filter(({ threadId }) => threadId);
      const gone = changes.some(
        ({ what, message }) => message.threadId && (message.deleted ?? what === 'shown'),
      );
      if (replies.length > 0 || gone)
        later(({ takeReplies }) => takeReplies(context, { roomId, replies, hasGone: gone }));
    },
    notices: {
      'thread:state': (state) => later(({ takeState }) => takeState(stores, state)),
    },
  } satisfies EventRoute;
}
