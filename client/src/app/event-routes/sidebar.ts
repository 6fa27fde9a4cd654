import { askAgain } from '../../lib';
import type { EventRoute, RouteContext } from './route';

/** How I have arranged my sidebar. What cannot be read now is asked for again. */
export function sidebarRoute({ api, stores }: RouteContext) {
  const { set } = stores.sidebar.actions;
  return {
    connection: ({ status }) => {
      if (status === 'online') void askAgain(api.sidebar).then(set, () => undefined);
    },
    notices: { 'sidebar:changed': set },
  } satisfies EventRoute;
}
