import type { ServiceNotice } from './service-news';
import type { EventRoute, RouteContext } from './route';

/** What is so on the whole server: told when it begins and ends, and to whoever connects meanwhile. */
export function serviceRoute(context: RouteContext) {
  // Hardly anybody is ever told: how it is taken comes then.
  const take = (notice: ServiceNotice) =>
    void import('../shell/server-part').then((news) => news.take(context, notice)).catch(() => undefined);
  return {
    connection: ({ status }) => {
      // What has ended while I was away is not told; what goes on is told next.
      if (status === 'online') context.stores.service.setState({}, true);
    },
    notices: {
      'server:muted': (muted) => take({ muted }),
      'server:raid': (raid) => take({ raid }),
    },
  } satisfies EventRoute;
}
