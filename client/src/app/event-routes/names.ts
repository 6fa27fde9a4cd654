import type { EventRoute, RouteContext } from './route';

/** Somebody is called something else. It is rare: how it is taken comes then. */
export function namesRoute(context: RouteContext) {
  return {
    notices: {
      'user:renamed': (user) =>
        void import('../shell/server-part')
          .then(({ takeName }) => takeName(context, user))
          .catch(() => undefined),
    },
  } satisfies EventRoute;
}
