import type { MyNotices } from '@chatket/contract';
import type { EventRoute, RouteContext } from './route';

/** What I want to be told of, on all my devices. Servers of before do not know: there it is this browser's. */
export function noticesRoute({ api, roomList, stores: { bells, rooms } }: RouteContext) {
  // Later: nothing of it is needed to show what is there.
  const later = () => import('../../store/noticing');
  const load = () =>
    void Promise.all([later(), api.request<MyNotices>({ path: '/me/notifications' })])
      .then(([{ takeNotices }, { body }]) => takeNotices(bells, body, api.request))
      .catch(() => undefined);
  return {
    connection: ({ status }) => {
      if (status === 'online') load();
    },
    notices: {
      'notices:changed': (settings) => bells.setState({ settings }),
      'notices:room': (room) => void later().then(({ takeRoom }) => takeRoom(bells, room)),
      // The notifier shows what disturbs.
      'alert:new': ({ roomId }) => {
        bells.setState(({ unread }) => ({ unread: unread + 1 }));
        // A room of mine that nobody has told this page of.
        if (roomId && !(roomId in rooms.getState().mine)) void roomList.load();
      },
      'alerts:read': ({ unread }) => bells.setState({ unread }),
      // It stands in the list, and counts as unread.
      'export:changed': load,
    },
  } satisfies EventRoute;
}
