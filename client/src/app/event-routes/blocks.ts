import type { EventRoute, RouteContext } from './route';

/** Whom I have blocked, on all my devices. What nobody could answer is asked for again. */
export function blocksRoute({ api, stores: { blocks } }: RouteContext) {
  // Later: nothing of it is needed to show what is there.
  const blocking = () => import('../../store/blocking');
  return {
    connection: ({ status }) => {
      if (status === 'online')
        void blocking()
          .then(({ readBlocks }) => readBlocks(blocks, api.request))
          .catch(() => undefined);
    },
    notices: {
      'block:changed': ({ user, isBlocked }) =>
        void blocking().then(({ noteBlock }) => noteBlock(blocks, user.id, isBlocked)),
    },
  } satisfies EventRoute;
}
