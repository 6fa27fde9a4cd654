import { noteConnection } from '../../store';
import type { EventRoute, RouteContext } from './route';

export function connectionRoute({ stores: { connection }, onSessionOver }: RouteContext) {
  return {
    connection: ({ status, endedBy }) => {
      noteConnection(connection, { isOnline: status === 'online', now: Date.now() });
      if (endedBy) onSessionOver();
    },
  } satisfies EventRoute;
}
