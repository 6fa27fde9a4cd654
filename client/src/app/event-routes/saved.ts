import type { EventRoute } from './route';

/** What I have saved or let go of, on any of my devices. */
export function savedRoute() {
  return {
    notices: {
      // Where its code cannot be fetched, nothing shows it either.
      'saved:changed': (change) =>
        void import('../../features/saved').then(
          ({ savedChanges }) => savedChanges.emit(change),
          () => undefined,
        ),
    },
  } satisfies EventRoute;
}
