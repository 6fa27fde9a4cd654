import type { EventRoute, RouteContext } from './route';

/** How I have arranged my sidebar. What cannot be read now is read when the connection is there again. */
export function sidebarRoute({ api, stores }: RouteContext) {
  const { set } = stores.sidebar.actions;
  return {
    connection: ({ status }) => {
      if (status === 'online') void api.sidebar().then(set, () => undefined);
    },
    notices: { 'sidebar:changed': set },
  } satisfies EventRoute;
}
