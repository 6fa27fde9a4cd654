import type { Block } from '@chatket/contract';
import type { EventRoute, RouteContext } from './route';

/** Whom I have blocked, on all my devices. What cannot be read now is read when the connection is there again. */
export function blocksRoute({ api, stores: { blocks } }: RouteContext) {
  // Later: nothing of it is needed to show what is there.
  const blocking = () => import('../../store/blocking');
  return {
    connection: ({ status }) => {
      if (status === 'online')
        void Promise.all([blocking(), api.request<Block[]>({ path: '/users/me/blocks' })])
          .then(([{ setBlocks }, { body }]) => setBlocks(blocks, body))
          .catch(() => undefined);
    },
    notices: {
      'block:changed': ({ user, isBlocked }) =>
        void blocking().then(({ noteBlock }) => noteBlock(blocks, user.id, isBlocked)),
    },
  } satisfies EventRoute;
}
