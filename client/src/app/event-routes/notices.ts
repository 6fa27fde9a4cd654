import type { EventRoute, RouteContext } from './route';

/** What I want to be told of, on all my devices. Servers of before do not know: there it is this browser's. */
export function noticesRoute({ api, roomList, stores: { bells, rooms } }: RouteContext) {
  // Later: nothing of it is needed to show what is there.
  const later = () => import('../../store/noticing');
  /** How many alerts are unread is asked by whoever shows it: no count of before is one and the same with what is told. */
  const tell = () => bells.setState(({ news }) => ({ news: news + 1 }));
  return {
    connection: ({ status }) => {
      if (status === 'online')
        void later()
          .then(({ readNotices }) => readNotices(bells, api.request))
          .catch(() => undefined);
    },
    notices: {
      'notices:changed': (settings) => bells.setState({ settings }),
      'notices:room': (room) => void later().then(({ takeRoom }) => takeRoom(bells, room)),
      // The notifier shows what disturbs.
      'alert:new': ({ roomId }) => {
        tell();
        // A room of mine that nobody has told this page of.
        if (roomId && !(roomId in rooms.getState().mine)) void roomList.load();
      },
      'alerts:read': ({ unread }) => {
        bells.setState({ unread });
        tell();
      },
      // It stands in the list, and counts as unread.
      'export:changed': tell,
    },
  } satisfies EventRoute;
}
