import { steadyNow } from '../../lib';
import type { EventRoute, RouteContext } from './route';

/** What is so on the whole server: told when it begins and ends, and to whoever connects meanwhile. */
export function serviceRoute({ api, stores: { me, rooms, service } }: RouteContext) {
  return {
    connection: ({ status }) => {
      // What has ended while I was away is not told; what goes on is told next.
      if (status === 'online') service.setState({}, true);
    },
    notices: {
      'server:muted': ({ forMs, reason }) => {
        // What rooms have refused meanwhile was refused by this.
        if (forMs <= 0) rooms.setState({ mutes: {} });
        const mute = { forMs, until: steadyNow() + forMs, endsAt: Date.now() + forMs, reason };
        service.setState({ mute: forMs > 0 ? mute : undefined });
      },
      'server:raid': ({ since }) => {
        service.setState({ raidSince: since, isNew: false });
        if (since === undefined) return;
        void import('./new-in-raid')
          .then(({ askWhetherNew }) => askWhetherNew(api.request, me.id, since))
          .then((isNew) => service.setState(({ raidSince }) => ({ isNew: isNew && raidSince === since })))
          // The server decides all the same.
          .catch(() => undefined);
      },
    },
  } satisfies EventRoute;
}
