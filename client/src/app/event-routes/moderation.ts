import { loadOutcomeTexts } from '../../features/moderation';
import { currentLocale } from '../../i18n';
import type { EventRoute, RouteContext } from './route';

/** What moderators are asked to look at, and what became of what I have reported. */
export function moderationRoute({ realtime, stores, say }: RouteContext) {
  const { note } = stores.reports.actions;
  return {
    notices: {
      'report:changed': ({ roomId, openCount }) => note(roomId, { open: openCount }),
      'held:changed': ({ roomId, count }) => note(roomId, { held: count }),
      // Asked again, the server says why.
      'held:refused': ({ clientMsgId }) => realtime.retry(clientMsgId),
      // Told again while it lasts, but not before this is over.
      'raid:alarm': ({ roomId, forMs }) => {
        note(roomId, { isRush: true });
        setTimeout(() => note(roomId, { isRush: false }), forMs);
      },
      'report:handled': ({ outcome }) =>
        void loadOutcomeTexts()
          .then((texts) => say(currentLocale().t(texts[outcome])))
          .catch(() => undefined),
    },
  } satisfies EventRoute;
}
