import type { EventRoute, RouteContext } from './route';

const code = () => import('../../features/mentions');

/** Who is spoken to: me, for a reason that nobody else is told, and people whom I name and who are not there. */
export function mentionsRoute(context: RouteContext) {
  return {
    absent: (roomId, people) =>
      void code().then(
        ({ tellAbsent }) => tellAbsent(context, roomId, people),
        () => undefined,
      ),
    notices: {
      // Where its code cannot be fetched, the list tells it when it is read the next time.
      'mention:noted': (noted) =>
        void import('../../store/spoken-in-threads').then(
          ({ takeNoted }) => takeNoted(context.stores, noted),
          () => undefined,
        ),
    },
  } satisfies EventRoute;
}
