import { loadOutcomeTexts } from '../../features/moderation';
import { currentLocale } from '../../i18n';
import type { EventRoute, RouteContext } from './route';

/** What moderators are asked to look at, and what became of what I have reported. */
export function moderationRoute({ realtime, stores: { reports }, say }: RouteContext) {
  return {
    notices: {
      'report:changed': ({ roomId, openCount }) => reports.actions.set(roomId, openCount),
      'held:changed': ({ roomId, count }) => reports.actions.setHeld(roomId, count),
      // Asked again, the server says why.
      'held:refused': ({ clientMsgId }) => realtime.retry(clientMsgId),
      // Told again while it lasts, but not before this is over.
      'raid:alarm': ({ roomId, forMs }) => {
        reports.actions.noteRush(roomId, true);
        setTimeout(() => reports.actions.noteRush(roomId, false), forMs);
      },
      'report:handled': ({ outcome }) =>
        void loadOutcomeTexts()
          .then((texts) => say(currentLocale().t(texts[outcome])))
          .catch(() => undefined),
    },
  } satisfies EventRoute;
}
