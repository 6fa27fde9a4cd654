import { steadyNow } from '../../lib';
import type { EventRoute, RouteContext } from './route';

/** Who is writing, of those I want to hear. Whoever has sent something is not, and whoever cannot be heard is not known to. */
export function typingRoute({ stores: { blocks, presence } }: RouteContext) {
  return {
    connection: ({ status }) => {
      if (status !== 'online') presence.actions.forgetTypists();
    },
    arriving: ({ messages }) => {
      const now = steadyNow();
      for (const { roomId, sender } of messages)
        presence.actions.setTyping({ roomId, user: sender, isTyping: false }, now);
    },
    notices: {
      'typing:update': (update) => {
        if (!(update.user.id in blocks.getState().people)) presence.actions.setTyping(update, steadyNow());
      },
    },
  } satisfies EventRoute;
}
